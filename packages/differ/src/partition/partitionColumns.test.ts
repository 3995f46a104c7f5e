import { describe, expect, it } from "@jest/globals";
import {
  type Column,
  type Default,
  emptySchema,
  emptyTable,
  type PartitionColumn,
  type Schema,
  type Table,
} from "@limbeck/model";
import { applyAll, describe as inWords, reverseAll } from "@limbeck/operations";

import { diff } from "../diff.ts";

const value = (canonical: string): Default => ({ kind: "expression", canonical });
const key = { strategy: "list", elements: [{ kind: "column", column: "id" }] } as const;

const n = (rest: Partial<Column> = {}): Column => ({
  name: "n",
  type: { canonical: "integer" },
  nullable: true,
  ...rest,
});

/** `t`, its partition `p`, and `q`, a partition of that. */
function side(
  columns: readonly Column[],
  own: { readonly p?: Partial<PartitionColumn>; readonly q?: Partial<PartitionColumn> } = {},
  unsaid: Schema["unsaid"] = [],
): Schema {
  const part = (name: string, of: string, said?: Partial<PartitionColumn>): Table => ({
    ...emptyTable({ name }),
    partitionOf: { table: { name: of }, bound: { kind: "default" } },
    ...(said === undefined ? {} : { partitionColumns: [{ name: "n", ...said }] }),
  });
  const p = { ...part("p", "t", own.p), partitionBy: key };
  const t = { ...emptyTable({ name: "t" }), partitionBy: key, columns };
  return { ...emptySchema("postgres"), tables: [p, part("q", "p", own.q), t], unsaid };
}

/** The words of the way there, after it was seen to lead there, and back. */
function words(before: Schema, after: Schema): readonly string[] {
  const there = diff(before, after);
  expect(applyAll(before, there)).toEqual(after);
  expect(applyAll(before, [...there, ...reverseAll(there)])).toEqual(before);
  return there.map(inWords);
}

describe("what a partition has otherwise", () => {
  it("comes and goes where it stands", () => {
    const own = { default: value("5"), nullable: false, comment: "C" } as const;
    expect(words(side([n()]), side([n()], { p: own }))).toEqual([
      "column p.n: NOT NULL, default none → 5, comment added",
    ]);
    expect(
      words(side([n({ default: value("1") })], { q: { default: null } }), side([n({ default: value("1") })])),
    ).toEqual(["column q.n: default none → 1"]);
  });

  it("ends before the table hands a default down, and begins after that, the deepest first and last", () => {
    const own = { p: { default: value("5") }, q: { default: value("6") } };
    expect(words(side([n({ default: value("1") })], own), side([n({ default: value("2") })], own))).toEqual([
      "column q.n: default 6 → 5",
      "column p.n: default 5 → 1",
      "column t.n: default 1 → 2",
      "column p.n: default 2 → 5",
      "column q.n: default 5 → 6",
    ]);
  });

  it("of a partition under another ends where that one changes", () => {
    const under = { q: { default: value("6") } };
    expect(words(side([n()], under), side([n()], { ...under, p: { default: value("5") } }))).toEqual([
      "column q.n: default 6 → none",
      "column p.n: default none → 5",
      "column q.n: default 5 → 6",
    ]);
  });

  it("forbids NULL again after the table allows it, without a look for rows that have none", () => {
    const own = { p: { nullable: false } } as const;
    expect(words(side([n({ nullable: false })]), side([n()], own))).toEqual([
      "column t.n: NULL allowed",
      "column p.n: NOT NULL",
    ]);
  });

  it("goes and comes with a column that is made anew", () => {
    const own = { p: { default: value("5"), comment: "C" } };
    const anew = { generated: { stored: true, expression: { canonical: "1" } } };
    expect(words(side([n(anew)], { p: { comment: "C" } }), side([n()], own))).toEqual([
      "column t.n: expression removed",
      "column p.n: default none → 5",
    ]);
    expect(words(side([n()], own), side([n(anew)], { p: { comment: "C" } }))).toEqual([
      "column p.n: default 5 → none, comment removed",
      "column t.n: removed",
      "column t.n: added",
      "column p.n: comment added",
    ]);
  });

  it("stays where the target does not speak of it, but not without the column", () => {
    const own = { p: { default: value("5"), comment: "C" } };
    const m = { ...n(), name: "m" };
    const inWordsOf = (after: Schema): readonly string[] => diff(side([n(), m], own), after).map(inWords);
    expect(inWordsOf(side([n(), m], {}, ["partitions"]))).toEqual([]);
    expect(inWordsOf(side([n(), m], { p: { nullable: false } }, ["partitions"]))).toEqual([
      "column p.n: NOT NULL, default 5 → none",
    ]);
    expect(inWordsOf(side([m], {}, ["partitions"]))).toEqual([
      "column p.n: default 5 → none, comment removed",
      "column t.n: removed",
    ]);
  });
});
