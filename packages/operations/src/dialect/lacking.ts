import { type Column, type Dialect, type Table } from "@limbeck/model";

import { type Operation } from "../operations.ts";
import { namespaceNamed } from "../rebuild/namespaceNamed.ts";
import { counts } from "../sql/sqlite/column.ts";
import { type Answer, type Fields, PASSED, type Parts } from "./answer.ts";
import { broughtBy } from "./brought.ts";
import { conditionLacking } from "./conditions.ts";
import { opensWith } from "./openings.ts";
import { table, trigger, view } from "./rootFields.ts";

/** What an operation says that a dialect has not, in words; undefined where it says nothing of that kind. */
export function lackingIn(op: Operation, dialect: Dialect, version: number): string | undefined {
  const { partitions = [], ...brought } = broughtBy(op);
  const asked = { dialect, version };
  return (
    WHOLE[dialect](op) ??
    first([brought.table, ...partitions], (one) => lackingPart(table, one, asked)) ??
    lackingPart(view, brought.view, asked) ??
    lackingPart(trigger, brought.trigger, asked)
  );
}

/** What the table has that SQLite has not. */
export function lackingTable(whole: Table): string | undefined {
  const isCounted = whole.columns.some((column) => counts(column) && !isOnlyKey(whole, column));
  return (
    lackingPart(table, whole, { dialect: "sqlite", version: 0 }) ??
    (isCounted ? "sequences beside the primary key" : undefined)
  );
}

/** What is asked of an operation as a whole. */
const WHOLE = {
  postgres: (op) => (op.kind === "execute" ? opensWith(op.sql, "sqlite") : undefined),
  sqlite: (op) => {
    const schema = namespaceNamed(op);
    if (schema !== undefined) return `schemas, so there is no "${schema}"`;
    return op.kind === "execute" ? opensWith(op.sql, "postgres") : conditionLacking(op);
  },
} satisfies Record<Dialect, (op: Operation) => string | undefined>;

interface Asked {
  readonly dialect: Dialect;
  readonly version: number;
}

function lackingPart(fields: Fields, part: object | undefined, asked: Asked): string | undefined {
  return first(Object.entries(part ?? {}), ([field, value]) => {
    const answer = fields[field];
    if (answer === undefined || !isSaid(value)) return undefined;
    return isParts(answer)
      ? first(Array.isArray(value) ? value : [value], (one: object) => lackingPart(answer.parts, one, asked))
      : answered(answer, value, asked);
  });
}

/** `false` and nothing are had everywhere. */
function isSaid(value: unknown): boolean {
  const isEmpty = Array.isArray(value) && value.length === 0;
  return value !== undefined && value !== null && value !== false && !isEmpty;
}

function answered(answer: Answer<never>, value: unknown, { dialect, version }: Asked): string | undefined {
  const lacks = answer[dialect];
  // The value is that of the field for which the answer is.
  return lacks === undefined || lacks === PASSED ? undefined : lacks(value as never, version);
}

function isParts(answer: Answer<never> | Parts): answer is Parts {
  return "parts" in answer;
}

function first<T>(list: readonly T[], ask: (item: T) => string | undefined): string | undefined {
  for (const item of list) {
    const found = ask(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOnlyKey({ primaryKey }: Table, { name }: Column): boolean {
  return primaryKey?.columns.length === 1 && primaryKey.columns[0] === name;
}
