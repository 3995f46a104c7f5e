import { type Column, type Dialect, type Table } from "@limbeck/model";

import { type Operation } from "../operations.ts";
import { namespaceNamed } from "../rebuild/namespaceNamed.ts";
import { counts } from "../sql/sqlite/column.ts";
import { type Answer, type Fields, isParts, PASSED, type Release } from "./answer.ts";
import { broughtBy } from "./brought.ts";
import { conditionLacking } from "./conditions.ts";
import { opensWith } from "./openings.ts";
import { DONE, isTooOld } from "./releases.ts";
import { collation, sequence, table, trigger, view } from "./rootFields.ts";

/** What a dialect has not, in words. */
export interface Lacking {
  readonly things: string;
  /** The major of PostgreSQL that has it. */
  readonly since?: number;
}

/** What an operation says that a dialect has not; undefined where it says nothing of that kind. */
export function lackingIn(op: Operation, dialect: Dialect, version: number): Lacking | undefined {
  const { partitions = [], ...brought } = broughtBy(op);
  const asked = { dialect, version };
  return (
    named(WHOLE[dialect](op)) ??
    first([brought.table, ...partitions], (one) => lackingPart(table, one, asked)) ??
    lackingPart(view, brought.view, asked) ??
    lackingPart(trigger, brought.trigger, asked) ??
    lackingPart(sequence, brought.sequence, asked) ??
    lackingPart(collation, brought.collation, asked) ??
    lackingToDo(op, asked)
  );
}

function lackingToDo(op: Operation, { dialect, version }: Asked): Lacking | undefined {
  if (dialect !== "postgres") return undefined;
  const done = DONE.find((release) => isTooOld(release, op, version));
  return done && missingBefore(done);
}

/** What the table has that SQLite has not. */
export function lackingTable(whole: Table): string | undefined {
  const isCounted = whole.columns.some((column) => counts(column) && !isOnlyKey(whole, column));
  return (
    lackingPart(table, whole, { dialect: "sqlite", version: 0 })?.things ??
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

function lackingPart(fields: Fields, part: object | undefined, asked: Asked): Lacking | undefined {
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

function answered(answer: Answer<never>, value: unknown, { dialect, version }: Asked): Lacking | undefined {
  const { [dialect]: lacks, since } = answer;
  // The value is that of the field for which the answer is.
  if (lacks !== undefined && lacks !== PASSED) return named(lacks(value as never));
  return dialect === "postgres" && since && isTooOld(since, value as never, version)
    ? missingBefore(since)
    : undefined;
}

function missingBefore({ things, major }: Release<never>): Lacking {
  return { things: `${things} before version ${major}`, since: major };
}

function named(things: string | undefined): Lacking | undefined {
  return things === undefined ? undefined : { things };
}

function first<T, R>(list: readonly T[], ask: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = ask(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isOnlyKey({ primaryKey }: Table, { name }: Column): boolean {
  return primaryKey?.columns.length === 1 && primaryKey.columns[0] === name;
}
