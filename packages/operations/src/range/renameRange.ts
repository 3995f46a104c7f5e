import {
  multirangeName,
  nameOf,
  type QualifiedName,
  type Range,
  sameName,
  type Schema,
} from "@limbeck/model";
import { quoteType } from "../sql/identifier.ts";

import { followNamed, followTypeName } from "../typeName/followNamed.ts";
import { followCall } from "../function/followCall.ts";
import { ref } from "../ref.ts";
import { moveRoot, renameRoot, type RootFamily } from "../renameRoot.ts";
import { broughtAlongSql } from "../sql/range.ts";

const family: RootFamily<"renameRange", "setRangeSchema"> = {
  rename: "renameRange",
  move: "setRangeSchema",
  noun: "range type",
  word: "TYPE",
  quote: quoteType,
  lacking: "range types",
  refs: (name) => [ref.type(name), ref.type(multirangeName(name))],
  follow: followRange,
  along: broughtAlongSql,
};

export const renameRangeOperations = {
  /** Gives a range type another name, and so its constructors and the multirange type that is called like it; columns and expressions follow by themselves. */
  renameRange: renameRoot(family),
  /** Moves a range type to another PostgreSQL schema, with its constructors and the multirange type that is called like it. */
  setRangeSchema: moveRoot(family),
};

function followRange(schema: Schema, name: QualifiedName, target: QualifiedName): Schema {
  const range = schema.ranges.find((one) => sameName(one, name));
  const renamed = followCall(followNamed(schema, "ranges", name, target), name, target);
  if (range === undefined) return renamed;
  const [old, now] = [multirangeName(range), broughtAlong(range, target)];
  const placed = renamed.ranges.map((one) => (sameName(one, target) ? withMultirange(one, now) : one));
  const followed = followTypeName({ ...renamed, ranges: placed }, old, now);
  // The constructors of both types stand beside the range type (makeMultirangeConstructors in typecmds.c).
  return followCall(followed, { ...nameOf(name), name: old.name }, { ...nameOf(target), name: now.name });
}

/** What its multirange type is called then: one of a name of its own keeps that, and one of another namespace stays there. */
function broughtAlong(range: Range, target: QualifiedName): QualifiedName {
  const old = multirangeName(range);
  if (range.schema === target.schema)
    return range.multirange === undefined ? multirangeName(nameOf(target)) : old;
  return old.schema === range.schema ? { ...nameOf(target), name: old.name } : old;
}

function withMultirange({ multirange: _, ...range }: Range, now: QualifiedName): Range {
  return sameName(multirangeName(range), now) ? range : { ...range, multirange: now };
}
