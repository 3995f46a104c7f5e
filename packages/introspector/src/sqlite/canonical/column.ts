import {
  canonicalSpelling,
  type Column,
  type Default,
  type LiteralValue,
  spelling,
  type Table,
} from "@limbeck/model";
import { collationOf } from "../column.ts";
import { canonicalDeclaredType } from "../expression.ts";
import { keepsNumber } from "./keepsNumber.ts";
import { canonicalText, type Site } from "./walk.ts";

/** A column of the models in the words of the database; its type and collation also where it has no counterpart. */
export function canonicalColumn(model: Column, live: Column | undefined, site: Site): Column {
  const { default: value, ...plain } = expected(model, site.table);
  if (live === undefined) return value === undefined ? plain : { ...plain, default: value };
  const where = `${site.table.name}.${model.name}`;
  return {
    ...plain,
    ...canonicalDefault(model, live, where, site),
    ...canonicalGenerated(model, live, where, site),
  };
}

export function withExpectedColumns(table: Table): Table {
  return { ...table, columns: table.columns.map((column) => expected(column, table)) };
}

/** A column as it would be read if the models were a database. */
function expected({ collation, default: value, ...column }: Column, table: Table): Column {
  const said = value !== undefined && /^\(*NULL\)*$/i.test(textOf(value) ?? "") ? undefined : value;
  return {
    ...column,
    type: { ...column.type, canonical: canonicalDeclaredType(spelling(column.type)) },
    ...collationOf(collation),
    nullable: column.nullable && !isFilledKey(table, column),
    ...(said === undefined ? {} : { default: said }),
  };
}

/** Of these keys SQLite lets no column be NULL, also where nobody says so. */
function isFilledKey({ primaryKey, strict, withoutRowid }: Table, { name, type }: Column): boolean {
  if (primaryKey?.columns.includes(name) !== true) return false;
  const isRowid = primaryKey.columns.length === 1 && primaryKey.descending === undefined;
  return (
    strict === true ||
    withoutRowid === true ||
    (isRowid && canonicalDeclaredType(spelling(type)) === "integer")
  );
}

function canonicalGenerated({ generated }: Column, live: Column, where: string, site: Site) {
  if (generated === undefined || live.generated === undefined) return {};
  const place = `generated column ${where}`;
  const expression = canonicalText(
    generated.expression,
    live.generated.expression,
    place,
    "expression",
    site,
  );
  return { generated: { ...generated, expression } };
}

function canonicalDefault(
  model: Column,
  live: Column,
  where: string,
  { table, judge }: Site,
): { readonly default?: Default } {
  const { default: value } = expected(model, table);
  const written = value && textOf(value);
  const canonical = live.default && canonicalOf(live.default);
  if (value === undefined || value.kind === "serial" || written === undefined)
    return value === undefined ? {} : { default: value };
  if (canonical === undefined) return { default: value };
  if (keepsNumber([model, live], written, canonical)) return { default: { ...value, canonical } };
  const known = judge({ where: `default of ${where}`, slot: "default", table, written, canonical });
  return { default: { ...value, canonical: known } };
}

function canonicalOf(value: Default): string | undefined {
  if (value.kind === "literal") return value.canonical ?? literalText(value.value);
  return value.kind === "serial" ? undefined : canonicalSpelling(value);
}

function textOf(value: Default): string | undefined {
  if (value.kind === "literal") return literalText(value.value);
  return value.kind === "serial" ? undefined : spelling(value);
}

function literalText(value: LiteralValue): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
