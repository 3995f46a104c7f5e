import { type Default, nameKey, type QualifiedName, sameName, type SqlText } from "@limbeck/model";
import {
  type Change,
  type ColumnChanges,
  defined,
  namedType,
  nextvalOf,
  type Operation,
  sequenceOf,
} from "@limbeck/operations";

import { usingCast } from "./cast.ts";

/**
 * The change as operations. A sequence that a column owned goes in a step of its own, so that a free-standing one may
 * take its name before the new default calls it; and the other way round. A column that goes from a type that is made
 * anew into another such type, or from one value to an array of it, is text in between. `remade` holds their keys.
 */
export function alterColumn(
  table: QualifiedName,
  column: string,
  changes: ColumnChanges,
  remade: ReadonlySet<string>,
): readonly Operation[] {
  return stepsOf(table, column, changes, remade)
    .filter((step) => Object.keys(step).length > 0)
    .map((step) => ({ kind: "alterColumn", table, column, changes: step }));
}

function stepsOf(
  table: QualifiedName,
  column: string,
  changes: ColumnChanges,
  remade: ReadonlySet<string>,
): readonly ColumnChanges[] {
  const { default: value, ...rest } = changes;
  const { from, to } = value ?? { from: null, to: null };
  if (changes.type !== undefined && swapsRemade(changes.type, remade)) return throughText(column, changes);
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

/** Whether a type is one of those, by their keys, or an array of one. */
export function isOf(type: SqlText, keys: ReadonlySet<string>): boolean {
  const named = keys.size === 0 ? undefined : namedType(type);
  return named !== undefined && keys.has(nameKey(named));
}

const TEXT: SqlText = { canonical: "text" };

function throughText(
  column: string,
  { type, using: _, usingBack: __, default: value, storage, compression, ...rest }: ColumnChanges,
): readonly ColumnChanges[] {
  if (type?.from === undefined) return [];
  const step = (from: SqlText, to: SqlText): ColumnChanges =>
    defined({
      type: { from, to },
      using: usingCast(column, from, to),
      usingBack: usingCast(column, to, from),
    });
  const [leaving, entering] = [step(type.from, TEXT), step(TEXT, type.to)];
  return [
    defined({
      ...rest,
      ...leaving,
      default: gone(value),
      storage: gone(storage),
      compression: gone(compression),
    }),
    defined({
      ...entering,
      default: come(value),
      storage: come(storage),
      compression: come(compression),
    }),
  ];
}

function gone<T>(change: Change<T | null> | undefined): Change<T | null> | undefined {
  return change === undefined ? undefined : defined({ from: change.from, to: null });
}

function come<T>(change: Change<T | null> | undefined): Change<T | null> | undefined {
  return change === undefined ? undefined : { from: null, to: change.to };
}
