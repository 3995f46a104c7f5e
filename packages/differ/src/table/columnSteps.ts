import { type Default, nameKey, type QualifiedName, sameName, type SqlText } from "@limbeck/model";
import {
  type AlterColumn,
  type Change,
  type ColumnChanges,
  defined,
  namedType,
  nextvalOf,
  type Operation,
  sequenceOf,
} from "@limbeck/operations";

import { type HeldRows, rowIn } from "../type/heldRows.ts";
import { throughOther, wayOf } from "../type/throughOther.ts";

/**
 * The change as operations. A sequence that a column owned goes in a step of its own, so that a free-standing one may
 * take its name before the new default calls it; and the other way round. A column that goes from a type that is made
 * anew into another such type, or from one value to an array of it, is text in between, and so are rows of a table that is written anew.
 */
export function alterColumn(
  table: QualifiedName,
  column: string,
  changes: ColumnChanges,
  under: UnderTypes,
): readonly Operation[] {
  return stepsOf(table, column, changes, under)
    .filter((step) => Object.keys(step).length > 0)
    .map((step) =>
      defined({ kind: "alterColumn" as const, table, column, changes: step, rows: rowsOf(step, under.rows) }),
    );
}

/** What changes under the types of columns. */
export interface UnderTypes {
  /** The keys of the types that are made anew. */
  readonly remade: ReadonlySet<string>;
  readonly rows: HeldRows;
}

function stepsOf(
  table: QualifiedName,
  column: string,
  changes: ColumnChanges,
  { remade, rows }: UnderTypes,
): readonly ColumnChanges[] {
  const { default: value, ...rest } = changes;
  const { from, to } = value ?? { from: null, to: null };
  if (changes.type !== undefined && swapsRemade(changes.type, new Set([...remade, ...rows.keys()])))
    return throughOther(changes, wayOf(column, changes.type, rows));
  if (changes.type !== undefined && changes.generated?.to === null) return freedFirst(changes);
  const swaps = from != null && to !== null && swapsSequence(table, column, from, to);
  return swaps ? [{ ...rest, default: { from, to: null } }, { default: { from: null, to } }] : [changes];
}

/**
 * Whether another sequence may take the name of the column's own, or the other way round. Where they have two names it goes in one step, in
 * which the one tells the other where it stands.
 */
function swapsSequence(table: QualifiedName, column: string, from: Default, to: Default): boolean {
  if ((from.kind === "serial") === (to.kind === "serial")) return false;
  const [own, other] = from.kind === "serial" ? [from, to] : [to, from];
  const called = nextvalOf(other);
  return own.kind !== "serial" || called === undefined || sameName(called, sequenceOf(table, column, own));
}

/** An expression goes before other types change, the column's own after its new type is there. */
function freedFirst({ generated, remakeBack, ...rest }: ColumnChanges): readonly ColumnChanges[] {
  return [defined({ generated, remakeBack }), rest];
}

/** From one type that is made anew into another: out of the old one before, into the new one after that. */
function swapsRemade({ from, to }: Change<SqlText>, remade: ReadonlySet<string>): boolean {
  return [from, to].every((side) => side !== undefined && isOf(side, remade));
}

/** The tables whose rows the column lets go of, or takes: these are written in between. */
function rowsOf({ type }: ColumnChanges, rows: HeldRows): AlterColumn["rows"] {
  const [from, to] = [rowIn(type?.from, rows), rowIn(type?.to, rows)];
  const held = from ?? to;
  return held === undefined || held.tables.length === 0
    ? undefined
    : { tables: held.tables, leaves: from !== undefined };
}

/** Whether a type is one of those, by their keys, or an array of one. */
export function isOf(type: SqlText, keys: ReadonlySet<string>): boolean {
  const named = keys.size === 0 ? undefined : namedType(type);
  return named !== undefined && keys.has(nameKey(named));
}
