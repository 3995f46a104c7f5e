import { type Column, emptyTable, foldName, type Named, type Table } from "@limbeck/model";
import { unreadableObject } from "../errors.ts";
import { type Catalog, type ColumnRow, type IndexColumnRow, type ObjectRow } from "./catalog.ts";
import { checksOf } from "./check.ts";
import { columnOf } from "./column.ts";
import { namesIn } from "./derivedName.ts";
import { columnNames } from "./expression.ts";
import { foreignKeysOf } from "./foreignKey.ts";
import { groupBy } from "../groupBy.ts";
import { parseCreateTable } from "./parse/createTable.ts";
import { primaryKeyOf } from "./primaryKey.ts";
import { type Relation, type Site } from "./site.ts";
import { indexOf } from "./tableIndex.ts";
import { uniquesOf } from "./unique.ts";

/** Reads the tables that are given; the rest of the catalog is only looked up. */
export function tablesOf(rows: readonly ObjectRow[], catalog: Catalog): readonly Table[] {
  const columns = groupBy(catalog.columns, ({ table }) => table);
  const indexes = groupBy(
    catalog.objects.filter(({ type }) => type === "index"),
    ({ table }) => table,
  );
  const positions = groupBy(catalog.indexColumns, ({ index }) => index);
  const relations = relationsOf(rows, catalog.objects);
  return rows.map((row) => {
    const site = siteOf(row, relations);
    const table = tableOf(site, columns.get(row.name) ?? []);
    const own = indexes.get(row.name) ?? [];
    return { ...table, indexes: byName(own.map((index) => readIndex(site, index, positions))) };
  });
}

/** What foreign keys may lead to: of a table that is not read, only its name is known. */
function relationsOf(rows: readonly ObjectRow[], all: readonly ObjectRow[]): ReadonlyMap<string, Relation> {
  const others = all.filter(({ type }) => type === "table");
  const known = rows.map((row) => {
    const definition = reading("table", row, () => parseCreateTable(row.sql));
    return { name: row.name, definition };
  });
  return new Map([...others.map(({ name }) => ({ name })), ...known].map((one) => [foldName(one.name), one]));
}

function readIndex(
  site: Site,
  row: ObjectRow,
  positions: ReadonlyMap<string, readonly IndexColumnRow[]>,
): Table["indexes"][number] {
  return reading("index", row, () => indexOf(site, row, positions.get(row.name) ?? []));
}

/** Says of which object the text is that cannot be read. */
export function reading<T>(kind: string, { name, sql }: ObjectRow, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadableObject(kind, name, sql, error);
  }
}

function siteOf({ name, sql }: ObjectRow, relations: ReadonlyMap<string, Relation>): Site {
  const definition = relations.get(foldName(name))?.definition ?? parseCreateTable(sql);
  const taken = definition.constraints.flatMap((constraint) => constraint.name ?? []);
  return {
    name,
    sql,
    definition,
    columnNames: columnNames(definition.columns),
    names: namesIn(name, taken),
    relations,
  };
}

function tableOf(site: Site, rows: readonly ColumnRow[]): Table {
  const { definition } = site;
  const facts = new Map(rows.map((row) => [row.name, row]));
  return {
    ...emptyTable({ name: site.name }),
    ...(definition.strict ? { strict: true } : {}),
    ...(definition.withoutRowid ? { withoutRowid: true } : {}),
    columns: definition.columns.map((column): Column => columnOf(site, column, facts.get(column.name))),
    ...primaryKeyOf(site),
    uniques: byName(uniquesOf(site)),
    foreignKeys: byName(foreignKeysOf(site)),
    checks: byName(checksOf(site)),
  };
}

function byName<M extends Named>(members: readonly M[]): readonly M[] {
  return [...members].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
