import {
  multirangeName,
  nameKey,
  nameOf,
  type QualifiedName,
  type Range,
  sameValue,
  type Schema,
} from "@limbeck/model";
import { defined, type RangeDefinition, type ReplaceRange } from "@limbeck/operations";

import { objectComment } from "../comments.ts";
import { type Fields, same } from "../fields.ts";
import { alone, diffTypes, type TypeChange } from "./typeChanges.ts";
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
  return diffTypes(around.before.ranges, around.after.ranges, around, {
    create: (range) => ({ kind: "createRange", range }),
    drop: (range) => ({ kind: "dropRange", name: nameOf(range), range }),
    change: changed,
  });
}

function changed(before: Range, after: Range, around: Around): TypeChange {
  const comment = objectComment({ type: nameOf(after) }, before, after);
  if (same(RANGE, before, after)) return alone(...comment);
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
