import { multirangeName, nameKey, nameOf, type QualifiedName, type Range, type Schema } from "@limbeck/model";
import { defined, type Operation, type RangeDefinition, type ReplaceRange } from "@limbeck/operations";

import { objectComment } from "./comments.ts";
import { type TypeChange } from "./enums.ts";
import { type Fields, same, sameValue } from "./fields.ts";
import { type Around, usesAround } from "./typeUses.ts";

const RANGE = {
  schema: "identity",
  name: "identity",
  subtype: "compared",
  operatorClass: "compared",
  collation: "compared",
  subtypeDiff: "compared",
  multirange: "compared",
  comment: "separate",
} as const satisfies Fields<Range>;

/** The range types that are on both sides and not the same, with their multirange types; PostgreSQL changes none where it stands. */
export function remadeRanges(before: Schema, after: Schema): readonly QualifiedName[] {
  const old = new Map(before.ranges.map((range) => [nameKey(range), range]));
  return after.ranges.flatMap((range) => {
    const was = old.get(nameKey(range));
    return was === undefined || same(RANGE, was, range) ? [] : namesOf(was, range);
  });
}

function namesOf(before: Range, after: Range): readonly QualifiedName[] {
  return [nameOf(after), multirangeName(before), multirangeName(after)];
}

export function diffRanges(around: Around): readonly TypeChange[] {
  const { before, after } = around;
  const old = new Map(before.ranges.map((range) => [nameKey(range), range]));
  const names = new Set(after.ranges.map(nameKey));
  const gone = before.ranges.filter((range) => !names.has(nameKey(range)));
  return [
    ...after.ranges.map((range): TypeChange => {
      const was = old.get(nameKey(range));
      return was === undefined
        ? { operations: [{ kind: "createRange", range }], carried: [], remade: [] }
        : changed(was, range, around);
    }),
    ...gone.map((range): TypeChange => {
      const drop: Operation = { kind: "dropRange", name: nameOf(range), range };
      return { operations: [drop], carried: [], remade: [] };
    }),
  ];
}

function changed(before: Range, after: Range, around: Around): TypeChange {
  const comment = objectComment({ type: nameOf(after) }, before, after);
  if (same(RANGE, before, after)) return { operations: comment, carried: [], remade: [] };
  const names = [nameOf(after), multirangeName(after)] as const;
  const uses = usesAround(names, around);
  const replace: ReplaceRange = defined({
    kind: "replaceRange" as const,
    name: nameOf(after),
    from: definition(
      sameValue(before.subtype, after.subtype) ? { ...before, subtype: after.subtype } : before,
    ),
    to: definition(after),
    uses,
    comment: before.comment,
  });
  return { operations: [replace, ...comment], carried: uses.columns, remade: names.map(nameKey) };
}

function definition({ subtype, operatorClass, collation, subtypeDiff, multirange }: Range): RangeDefinition {
  return defined({ subtype, operatorClass, collation, subtypeDiff, multirange });
}
