import { describe, expect, it } from "@jest/globals";
import { diff, online } from "@limbeck/differ";
import { type Schema } from "@limbeck/model";
import {
  applyAll,
  compile,
  describe as inWords,
  type Operation,
  type Operations,
  record,
  renderOperation,
  reverse,
  reverseAll,
  sql,
} from "@limbeck/operations";
import { schemaPairs } from "@limbeck/testkit/arbitraries";
import fc from "fast-check";

import { schemaText } from "./testing/schemaText.ts";

const seed = Number(process.env["LIMBECK_SEED"] ?? 20_261_121);
const RUNS = { numRuns: 150, seed };

type Law = (a: Schema, b: Schema, there: readonly Operation[]) => void;

/** The same pairs for each law, and what leads from the one to the other. */
let known: readonly Parameters<Law>[] | undefined;

/** Fails with the smallest pair that breaks the law. */
function holds(law: Law): void {
  try {
    known ??= fc.sample(schemaPairs(), RUNS).map(([a, b]) => [a, b, diff(a, b)]);
    for (const parts of known) law(...parts);
  } catch (error) {
    fc.assert(
      fc.property(schemaPairs(), ([a, b]) => law(a, b, diff(a, b))),
      RUNS,
    );
    throw error;
  }
}

const context = { dialect: "postgres", direction: "upgrade", offline: false, replay: true, x: {} } as const;

/** What the lines of a file record when they run. */
function recordLines(operations: readonly Operation[]): readonly Operation[] {
  const text = operations.map((op) => renderOperation(op)).join("\n");

  const body = new Function("op", "sql", text) as (op: Operations, tag: typeof sql) => void;
  return record((op) => body(op, sql), context).map(({ operation }) => operation);
}

const server = { version: 180_000 };
const plans = (operations: readonly Operation[]) => operations.map((op) => compile(op, "postgres", server));

function applied(schema: Schema, operations: readonly Operation[]): string {
  const after = applyAll(schema, operations);
  if (typeof after !== "object") throw new Error("an operation of the differ is opaque");
  return schemaText(after);
}

describe("for any two schemas", () => {
  it("there is something to do now and then, so that the laws are not empty", () => {
    const kinds = new Set<string>();
    holds((_a, _b, there) => there.forEach(({ kind }) => kinds.add(kind)));
    expect(kinds.size).toBeGreaterThan(20);
  });

  it("a schema does not differ from itself", () => {
    holds((a) => {
      expect(diff(a, a).map(inWords)).toEqual([]);
    });
  });

  it("turning an operation round twice changes nothing", () => {
    holds((_a, _b, there) => {
      for (const op of there) expect(reverse(reverse(op))).toEqual(op);
    });
  });

  it("the difference applied to the one is the other", () => {
    holds((a, b, there) => {
      expect(applied(a, there)).toBe(schemaText(b));
    });
  });

  it("the way back leads to the start", () => {
    holds((a, _b, there) => {
      expect(applied(a, [...there, ...reverseAll(there)])).toBe(schemaText(a));
    });
  });

  it("the steps that keep nobody waiting lead to the same, turn round as others do, and are written as others are", () => {
    holds((a, _b, there) => {
      const steps = online(there, a);
      expect(applied(a, steps)).toBe(applied(a, there));
      for (const op of steps) expect(reverse(reverse(op))).toEqual(op);
      expect(plans(recordLines(steps))).toEqual(plans(steps));
    });
  });

  it("the order is the same on every run", () => {
    holds((a, b, there) => {
      expect(diff(structuredClone(a), structuredClone(b))).toEqual(there);
    });
  });

  it("the lines of a file record what compiles to the planned statements, both ways", () => {
    holds((_a, _b, there) => {
      expect(plans(recordLines(there))).toEqual(plans(there));
      const back = reverseAll(there);
      expect(plans(recordLines(back))).toEqual(plans(back));
    });
  });
});
