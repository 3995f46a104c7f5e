import { describe, expect, it } from "@jest/globals";
import { decideRenames, diff, forRows, type Questioner, withRenames } from "@limbeck/differ";
import { type Schema } from "@limbeck/model";
import { applyAll, describe as inWords, type Operation, reverseAll } from "@limbeck/operations";
import { schemaPairs } from "@limbeck/testkit/arbitraries";
import fc from "fast-check";

import { alwaysRename } from "./testing/alwaysRename.ts";
import { schemaText } from "./testing/schemaText.ts";

const seed = Number(process.env["LIMBECK_SEED"] ?? 20_261_121);
const RUNS = { numRuns: 150, seed };

const never: Questioner = () => Promise.resolve([]);

async function planned(a: Schema, b: Schema, ask: Questioner): Promise<readonly Operation[]> {
  const { before, operations } = await decideRenames(a, b, ask);
  return withRenames(operations, diff(before, b), a);
}

function applied(schema: Schema, operations: readonly Operation[]): string {
  const after = applyAll(schema, operations);
  if (typeof after !== "object") throw new Error("an operation of the differ is opaque");
  return schemaText(after);
}

const holds = (law: (a: Schema, b: Schema) => Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(schemaPairs(), ([a, b]) => law(a, b)),
    RUNS,
  );

describe("for any two schemas", () => {
  it("taking whatever goes and comes for renames leads where dropping and adding does, and back", async () => {
    const kinds = new Set<string>();
    await holds(async (a, b) => {
      const there = await planned(a, b, alwaysRename);
      for (const { kind } of (await decideRenames(a, b, alwaysRename)).operations) kinds.add(kind);
      expect(applied(a, there)).toBe(schemaText(b));
      expect(applied(a, [...there, ...reverseAll(there)])).toBe(schemaText(a));
    });
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        "renameTable",
        "alterColumn",
        "renameEnum",
        "renameEnumValue",
        "setTableSchema",
        "setEnumSchema",
        "setSequenceSchema",
        "renameDomain",
        "renameComposite",
        "renameRange",
        "renameAttribute",
        "renameView",
        "setViewSchema",
      ]),
    );
  });

  it("nothing is renamed unasked", async () => {
    await holds(async (a, b) => {
      expect((await planned(a, b, never)).map(inWords)).toEqual(diff(a, b).map(inWords));
    });
  });

  it("steps for tables with rows lead to the same, and back", async () => {
    const kinds = new Set<string>();
    await holds((a, b) => {
      const steps = forRows(diff(a, b), a);
      for (const { kind } of steps) kinds.add(kind);
      expect(applied(a, steps)).toBe(schemaText(b));
      expect(applied(a, [...steps, ...reverseAll(steps)])).toBe(schemaText(a));
      return Promise.resolve();
    });
    expect(kinds.has("backfill")).toBe(true);
  });
});
