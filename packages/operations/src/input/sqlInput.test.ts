import { describe, expect, it } from "@jest/globals";
import { type Dialect } from "@limbeck/model";

import { record } from "../record.ts";
import { sql, sqlFor } from "./sqlInput.ts";

const odd = sql`a = ${"it's \\"} AND b = ${true} AND c = ${Infinity} AND d IS ${null}`;
const ON = {
  postgres: `a = E'it''s \\\\' AND b = true AND c = 'Infinity' AND d IS NULL`,
  sqlite: `a = 'it''s \\' AND b = 1 AND c = 9e999 AND d IS NULL`,
} satisfies Record<Dialect, string>;
const recordedOn = (dialect: Dialect) =>
  record((op) => op.createCheck("t", { name: "c", expression: sql`NOT (${odd})` }), {
    ...{ dialect, direction: "upgrade", offline: false, replay: false, x: {} },
  }).map(({ operation }) => operation);

describe("SQL text with values in it", () => {
  it.each(["postgres", "sqlite"] as const)("is as %s writes them", (dialect) => {
    expect(recordedOn(dialect)).toMatchObject([
      { definition: { expression: { written: `NOT (${ON[dialect]})` } } },
    ]);
  });

  it("is the same on both where there is nothing to write otherwise", () => {
    expect(sql`a = ${"b"} AND c = ${1}`).toEqual({ kind: "sql", text: "a = 'b' AND c = 1" });
  });

  it("is found wherever it stands in data, and nothing else is touched", () => {
    const date = new Date(0);
    const call = (): void => undefined;
    expect(sqlFor("sqlite", [{ rows: [{ a: odd, date, call }] }])).toEqual([
      { rows: [{ a: { kind: "sql", text: ON.sqlite }, date, call }] },
    ]);
    expect(sqlFor("postgres", [odd])).toEqual([odd]);
  });
});
