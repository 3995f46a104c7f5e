import { type Column, type SqlText } from "@limbeck/model";

import { quoted } from "../name.ts";
import { at, byName, pick } from "../pick.ts";

const CONDITIONS: readonly ((column: string) => string)[] = [
  (c) => `${c} IS NOT NULL OR abs(-1) = 1`,
  (c) => `length(${c}) < 100`,
  (c) => `(${c} <> 'it''s')`,
  (c) => `${c} IN ('a', 'b', ')') OR ${c} NOT LIKE 'x%'`,
  (c) => `CASE WHEN ${c} > 0 THEN ${c} < 100 ELSE 1 END`,
  (c) => `typeof(${c}) <> 'null' -- a note, with ( and '\n OR abs(-1) = 1`,
];

/** A condition on a column, for checks and partial indexes. */
export function makeCondition(column: number, form: number, columns: readonly Column[]): SqlText {
  const one = pick(column, columns, byName);
  return { written: one === undefined ? "1" : (at(form, CONDITIONS)?.(quoted(one.name)) ?? "1") };
}

const VALUES: readonly ((column: string) => string)[] = [
  (c) => `lower(${c})`,
  (c) => `${c} || 'x' COLLATE NOCASE`,
  (c) => `coalesce(${c}, 0)`,
];

/** An expression that an index can hold. */
export function makeExpression(form: number, { name }: Column): SqlText {
  return { written: at(form, VALUES)?.(quoted(name)) ?? quoted(name) };
}
