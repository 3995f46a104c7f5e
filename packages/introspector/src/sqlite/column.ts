import { type Column } from "@limbeck/model";
import { type ColumnRow } from "./catalog.ts";
import { defaultOf } from "./default.ts";
import { canonicalDeclaredType, expressionText } from "./expression.ts";
import { type ColumnDefinition, type PrimaryKeyDefinition } from "./parse/definition.ts";
import { ownColumn, type Site } from "./site.ts";

/** A column as its text says it, and as the catalog knows whether it may hold NULL. */
export function columnOf(site: Site, definition: ColumnDefinition, row: ColumnRow | undefined): Column {
  const { name, type, notNull, collation } = definition;
  return {
    name,
    type: { written: type, canonical: canonicalDeclaredType(type) },
    ...collationOf(collation),
    nullable: !(row?.notNull === true || notNull !== undefined || isFilledKey(site, name)),
    ...notNullOf(definition),
    ...defaultOf(definition.default),
    ...generatedOf(site, definition),
  };
}

function notNullOf({ notNull: { name, onConflict } = {} }: ColumnDefinition) {
  return {
    ...(onConflict === undefined ? {} : { notNullOnConflict: onConflict }),
    ...(name === undefined ? {} : { notNullName: name }),
  };
}

const OWN_COLLATIONS: ReadonlySet<string> = new Set(["BINARY", "NOCASE", "RTRIM"]);

/** A collation by its name, SQLite's own ones in capitals; BINARY is what holds anyway. */
export function collationOf(name: string | undefined): Pick<Column, "collation"> {
  if (name === undefined) return {};
  const upper = name.toUpperCase();
  if (upper === "BINARY") return {};
  return { collation: OWN_COLLATIONS.has(upper) ? upper : name };
}

function generatedOf({ columnNames }: Site, { generated }: ColumnDefinition): Pick<Column, "generated"> {
  if (generated === undefined) return {};
  const canonical = expressionText(generated.expression, columnNames);
  return { generated: { expression: { canonical }, stored: generated.stored } };
}

/** A column of the key that never holds NULL, also where nobody says NOT NULL. */
function isFilledKey(site: Site, column: string): boolean {
  const key = primaryKeyIn(site);
  if (key === undefined || !key.parts.some((part) => ownColumn(site, part.column) === column)) return false;
  return site.definition.strict || site.definition.withoutRowid || isRowidAlias(site);
}

export function primaryKeyIn({ definition }: Pick<Site, "definition">): PrimaryKeyDefinition | undefined {
  return definition.constraints.find((one) => one.kind === "primaryKey");
}

/**
 * Whether the primary key is another name of the rowid: one column whose type is INTEGER and nothing else. `INTEGER PRIMARY
 * KEY DESC` at the column is none, for old databases' sake (SQLite, lang_createtable.html, "ROWIDs and the INTEGER PRIMARY KEY").
 */
export function isRowidAlias({ definition }: Pick<Site, "definition">): boolean {
  const key = primaryKeyIn({ definition });
  const [part] = key?.parts ?? [];
  if (key === undefined || part === undefined || key.parts.length !== 1 || definition.withoutRowid)
    return false;
  const column = definition.columns.find(({ name }) => name === ownColumn({ definition }, part.column));
  return column?.type.toUpperCase() === "INTEGER" && !(key.ofColumn && part.descending);
}
