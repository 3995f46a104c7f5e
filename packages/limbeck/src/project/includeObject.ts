import { emptyTable, keepTables, nameKey, type PrimaryKey, type Schema, type Table } from "@limbeck/model";

import { type IncludedObject, type IncludeObject } from "../config/hooks.ts";

type Side = IncludedObject["side"];
type Keep = <T extends Item>(
  kind: IncludedObject["kind"],
  items: readonly T[],
  others: readonly Item[],
) => readonly T[];
interface Item {
  readonly schema?: string;
  readonly name?: string;
}

/** A schema without what `includeObject` leaves out, which is told what the other side has. */
export function included(schema: Schema, other: Schema, side: Side, includeObject: IncludeObject): Schema {
  const keep = keeper(side, includeObject);
  const others = new Map(other.tables.map((table) => [nameKey(table), table]));
  const asked = new Set(keep("table", schema.tables, other.tables));
  const tables = keepTables(schema.tables, (table) => asked.has(table));
  return {
    ...schema,
    namespaces: keep("namespace", schema.namespaces, other.namespaces),
    extensions: keep("extension", schema.extensions, other.extensions),
    collations: keep("collation", schema.collations, other.collations),
    enums: keep("enum", schema.enums, other.enums),
    domains: keep("domain", schema.domains, other.domains),
    composites: keep("composite", schema.composites, other.composites),
    ranges: keep("range", schema.ranges, other.ranges),
    sequences: keep("sequence", schema.sequences, other.sequences),
    functions: keep("function", schema.functions, other.functions),
    triggers: includedTriggers(schema, other, tables, side, includeObject),
    tables: tables.map((table) => members(table, others.get(nameKey(table)), side, includeObject)),
    views: keep("view", schema.views, other.views),
    roles: keep("role", schema.roles, other.roles),
  };
}

/** Of tables that are compared; a trigger of a view goes with no table. */
function includedTriggers(
  { tables: all, triggers }: Schema,
  other: Schema,
  tables: readonly Table[],
  side: Side,
  includeObject: IncludeObject,
): Schema["triggers"] {
  const gone = new Set(all.filter((table) => !tables.includes(table)).map(nameKey));
  return triggers
    .filter(({ table }) => !gone.has(nameKey(table)))
    .filter((trigger) => {
      const others = other.triggers.filter(({ table }) => nameKey(table) === nameKey(trigger.table));
      const table = emptyTable(trigger.table);
      return keeper(side, includeObject, table)("trigger", [trigger], others).length > 0;
    });
}

function members(
  table: Table,
  other: Table = emptyTable(table),
  side: Side,
  includeObject: IncludeObject,
): Table {
  const keep = keeper(side, includeObject, table);
  const { primaryKey: _, ...rest } = table;
  const [key] = keep("primaryKey", keysOf(table), keysOf(other));
  return {
    ...rest,
    ...(key === undefined ? {} : { primaryKey: key }),
    columns: keep("column", table.columns, other.columns),
    uniques: keep("unique", table.uniques, other.uniques),
    foreignKeys: keep("foreignKey", table.foreignKeys, other.foreignKeys),
    checks: keep("check", table.checks, other.checks),
    exclusions: keep("exclusion", table.exclusions, other.exclusions),
    indexes: keep("index", table.indexes, other.indexes),
    policies: keep("policy", table.policies, other.policies),
  };
}

function keysOf({ primaryKey }: Table): readonly PrimaryKey[] {
  return primaryKey === undefined ? [] : [primaryKey];
}

/** Asks about each item of a list; those of a table say in which they live. */
function keeper(side: Side, includeObject: IncludeObject, table?: Table): Keep {
  const place = table === undefined ? {} : { table: table.name, ...schemaOf(table) };
  return (kind, items, others) => {
    const there = new Set(others.map(keyOf));
    return items.filter((item) => {
      const { name } = item;
      const own = { ...schemaOf(item), ...place, ...(name === undefined ? {} : { name }) };
      const asked = { kind, ...own, definition: item, side, onBothSides: there.has(keyOf(item)) };
      // `kind` and the list that the item comes from are said together in each call above.
      return includeObject(asked as IncludedObject);
    });
  };
}

function schemaOf({ schema }: Item): Pick<Item, "schema"> {
  return schema === undefined ? {} : { schema };
}

function keyOf({ schema, name }: Item): string {
  return JSON.stringify([schema, name]);
}
