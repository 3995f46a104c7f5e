import { describe, expect, it } from "@jest/globals";
import { type Schema } from "@limbeck/model";
import { schemaPairs } from "@limbeck/testkit/arbitraries";
import fc from "fast-check";

import { adopt } from "./adopt/adopt.ts";
import { diffAdopted } from "./diff.ts";
import { sameSchema } from "./sameSchema.ts";

const RUNS = { numRuns: 100, seed: Number(process.env["LIMBECK_SEED"] ?? 20_261_121) };

/** How a leaf is reached, by keys and positions. */
type Path = readonly string[];

/** The values in a schema that hold no others. */
function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]));
}

/** A copy of which one leaf is another. */
function withOther(schema: Schema, path: Path): Schema {
  const copy = structuredClone(schema);
  let holder: object = copy;
  for (const key of path.slice(0, -1)) holder = Reflect.get(holder, key) as object;
  const key = path.at(-1) ?? "";
  const value: unknown = Reflect.get(holder, key);
  Reflect.set(holder, key, typeof value === "string" ? `${value} other` : value === 1 ? 2 : !value);
  return copy;
}

/**
 * A text by the author counts as long as the server has not said another, in defaults too; and nobody cares who chose a name.
 */
const mayDiffer = (path: Path): boolean =>
  ["written", "default", "derivedName", "unsaid"].some((key) => path.includes(key));

describe("schemas that are the same to the letter", () => {
  it("need no operations, as is found out where nobody looks for that first", () => {
    fc.assert(
      fc.property(schemaPairs(), ([a, b]) => {
        expect(sameSchema(a, structuredClone(a))).toBe(true);
        expect(diffAdopted(a, adopt(a, structuredClone(a), { comments: true }), {})).toEqual([]);
        const after = adopt(a, b, { comments: true });
        if (diffAdopted(a, after, {}).length > 0) expect(sameSchema(a, after)).toBe(false);
      }),
      RUNS,
    );
  });

  it("are no longer when a single thing in one of them is another", () => {
    const schemaAndLeaf = schemaPairs().chain(([schema]) =>
      fc.record({ schema: fc.constant(schema), leaf: fc.constantFrom(...leavesOf(schema)) }),
    );
    fc.assert(
      fc.property(schemaAndLeaf, ({ schema, leaf }) => {
        fc.pre(!mayDiffer(leaf));
        expect([leaf, sameSchema(schema, withOther(schema, leaf))]).toEqual([leaf, false]);
      }),
      RUNS,
    );
  });
});
