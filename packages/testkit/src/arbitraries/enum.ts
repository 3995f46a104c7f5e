import { type Enum } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";
import { comment, ownName, place } from "./name.ts";
import { listOf, type Side, sideOf, type Sides, sides } from "./sides.ts";

export interface EnumRecipe {
  readonly name: string;
  readonly place: number | undefined;
  readonly values: readonly string[];
  readonly comment: string | undefined;
}

/** An enum on both sides: values come, go, and move. */
interface EnumPair {
  readonly name: string;
  readonly place: number | undefined;
  readonly values: readonly Sides<Label>[];
  readonly turned: boolean;
  readonly comment: Sides<{ readonly text: string | undefined }>;
}

interface Label {
  readonly label: string;
}

const LABELS = [
  "todo",
  "done",
  "it's",
  "In Progress",
  "",
  "a,b",
  "{x}",
  '"q"',
  "back\\slash",
  "ä",
  "NULL",
] as const;

const label: fc.Arbitrary<Label> = fc.record({
  label: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("new", "old", "open", "closed") },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...LABELS),
    },
  ),
});

const enumPair: fc.Arbitrary<EnumPair> = fc.record({
  name: ownName,
  place,
  values: listOf(sides(label), 5),
  turned: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  comment: sides(fc.record({ text: comment })),
});

function enumSide(pair: EnumPair, side: Side): EnumRecipe {
  const values = [...new Set(sideOf(pair.values, side).map((value) => value.label))];
  return {
    name: pair.name,
    place: pair.place,
    values: side === "b" && pair.turned ? values.reverse() : values,
    comment: pair.comment[side]?.text,
  };
}

export const enumSides: fc.Arbitrary<Sides<EnumRecipe>> = fc.oneof(
  { weight: 5, arbitrary: enumPair.map((pair) => ({ a: enumSide(pair, "a"), b: enumSide(pair, "b") })) },
  { weight: 1, arbitrary: enumPair.map((pair) => ({ a: enumSide(pair, "a") })) },
  { weight: 1, arbitrary: enumPair.map((pair) => ({ b: enumSide(pair, "b") })) },
);

export function makeEnum({ name: own, values, comment: text }: EnumRecipe, schema: string | undefined): Enum {
  return defined({ schema, name: own, values, comment: text });
}
