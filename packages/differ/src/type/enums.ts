import { type Enum, nameKey, nameOf, type QualifiedName } from "@limbeck/model";
import { defined, type EnumPosition, type EnumUses, type Operation, ref } from "@limbeck/operations";

import { objectComment } from "../comments.ts";
import { type ColumnOf, dividing } from "../partition/divided.ts";
import { enumDividesTable } from "../errors.ts";
import { alone, diffTypes, type TypeChange } from "./typeChanges.ts";
import { type Around, usesAround, usesBack } from "./typeUses.ts";

export function diffEnums(around: Around): readonly TypeChange[] {
  return diffTypes(around.before.enums, around.after.enums, around, {
    create: (type) => ({ kind: "createEnum", type }),
    drop: (type) => ({ kind: "dropEnum", name: nameOf(type), type }),
    change: changed,
  });
}

function changed(before: Enum, after: Enum, around: Around): TypeChange {
  const comment = objectComment({ type: nameOf(after) }, before, after);
  if (JSON.stringify(before.values) === JSON.stringify(after.values)) return alone(...comment);
  const added = addedValues(before, after);
  // A new value is only added; the way back makes the type anew.
  if (added !== undefined) {
    const back = usesBack([nameOf(after)], around);
    const divides = underKey(back, around)?.table;
    return { ...alone(...addValues(before, added, { back, divides }), ...comment), remade: [nameKey(after)] };
  }
  const uses = usesAround([nameOf(after)], around);
  const held = underKey(uses, around);
  if (held !== undefined) throw enumDividesTable(nameOf(after), held.table, held.column);
  const replace: Operation = defined({
    kind: "replaceEnum" as const,
    name: nameOf(after),
    values: { from: before.values, to: after.values },
    uses,
    comment: before.comment,
  });
  return { operations: [replace, ...comment], carried: uses.columns, remade: [nameKey(after)] };
}

/** A column by which a table is divided: it cannot change to another type. */
function underKey({ columns }: EnumUses, sides: Around): ColumnOf | undefined {
  const keys = dividing(sides);
  return columns.flatMap(({ table, column }) => {
    const divided = keys.get(ref.column(table, column));
    return divided === undefined ? [] : [{ table: divided, column }];
  })[0];
}

interface AddedValue {
  readonly value: string;
  readonly position: EnumPosition;
}

/** The new values with their places, where the old ones stay in their order; undefined where one goes or moves. */
function addedValues(before: Enum, after: Enum): readonly AddedValue[] | undefined {
  const old = new Set(before.values);
  const kept = after.values.filter((value) => old.has(value));
  if (JSON.stringify(kept) !== JSON.stringify(before.values)) return undefined;
  return after.values.flatMap((value, at) =>
    old.has(value) ? [] : [{ value, position: positionOf(after.values, at, old) }],
  );
}

/** Values are added from first to last, so what stands before a new one is there already; at the end nothing is said. */
function positionOf(values: readonly string[], at: number, old: ReadonlySet<string>): EnumPosition {
  const later = values.slice(at + 1).some((value) => old.has(value));
  if (!later) return {};
  const previous = values[at - 1];
  const next = values[at + 1];
  return previous === undefined
    ? next === undefined
      ? {}
      : { before: firstOld(values, at, old) }
    : { after: previous };
}

function firstOld(values: readonly string[], at: number, old: ReadonlySet<string>): string {
  return values.slice(at + 1).find((value) => old.has(value)) ?? "";
}

interface WayBack {
  readonly back: EnumUses;
  readonly divides: QualifiedName | undefined;
}

function addValues(
  before: Enum,
  added: readonly AddedValue[],
  { back: uses, divides }: WayBack,
): readonly Operation[] {
  let type = before;
  return added.map(({ value, position }): Operation => {
    const back = { type, uses };
    type = { ...type, values: insertValue(type.values, value, position) };
    return defined({
      kind: "addEnumValue" as const,
      name: nameOf(before),
      value,
      position,
      ...(divides === undefined ? { back } : { divides }),
    });
  });
}

function insertValue(values: readonly string[], value: string, position: EnumPosition): readonly string[] {
  if ("before" in position) return values.toSpliced(values.indexOf(position.before), 0, value);
  if ("after" in position) return values.toSpliced(values.indexOf(position.after) + 1, 0, value);
  return [...values, value];
}
