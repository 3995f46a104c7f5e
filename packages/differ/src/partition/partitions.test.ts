import { describe, expect, it } from "@jest/globals";
import {
  emptySchema,
  emptyTable,
  type LimbeckError,
  type PartitionBound,
  type PartitionKey,
  type Schema,
  type Table,
} from "@limbeck/model";
import { applyAll, describe as inWords, reverse, reverseAll } from "@limbeck/operations";

import { diff } from "../diff.ts";

const BY_ID: PartitionKey = { strategy: "list", elements: [{ kind: "column", column: "id" }] };
const holds = (...values: readonly string[]): PartitionBound => ({
  kind: "list",
  values: values.map((written) => ({ written })),
});

function table(name: string, more: Partial<Table> = {}): Table {
  const id = { name: "id", type: { canonical: "integer" }, nullable: true };
  return { ...emptyTable({ name }), columns: [id], ...more };
}

function partition(name: string, of: string, bound: PartitionBound, more: Partial<Table> = {}): Table {
  return { ...emptyTable({ name }), partitionOf: { table: { name: of }, bound }, ...more };
}

const schema = (...tables: readonly Table[]): Schema => ({ ...emptySchema("postgres"), tables });
const models = (...tables: readonly Table[]): Schema => ({ ...schema(...tables), unsaid: ["partitions"] });
const words = (before: Schema, after: Schema): readonly string[] => diff(before, after).map(inWords);

const events = table("events", { partitionBy: BY_ID });
const one = partition("one", "events", holds("1"));

describe("between two databases", () => {
  it("partitions come, change and go", () => {
    const other = partition("other", "events", { kind: "default" }, { partitionBy: BY_ID });
    const inner = partition("inner", "other", holds("7"));
    const [before, after] = [
      schema(events, one),
      schema(events, partition("one", "events", holds("2", "1")), other, inner),
    ];
    expect(words(before, after)).toEqual([
      "partition one of events: holds other rows",
      "partition other of events: added",
    ]);
    expect(words(after, before)).toEqual([
      "partition other of events: removed",
      "partition one of events: holds other rows",
    ]);
  });

  it("goes there and back, with what partitions have of their own", () => {
    const index = { name: "own", unique: false, elements: [{ kind: "column", column: "id" }] } as const;
    const [before, after] = [schema(events, one), schema(events, { ...one, indexes: [index] })];
    const there = diff(before, after);
    expect(there.map(inWords)).toEqual(["index own on one: added"]);
    expect(applyAll(before, there)).toEqual(after);
    expect(applyAll(after, reverseAll(there))).toEqual(before);
  });

  it("makes and drops a table with all its partitions in one", () => {
    const all = schema(
      events,
      one,
      partition("two", "events", holds("2"), { partitionBy: BY_ID }),
      partition("inner", "two", holds("2")),
    );
    const there = diff(schema(), all);
    expect(there.map(inWords)).toEqual(["table events: added"]);
    expect(applyAll(schema(), there)).toEqual(all);
    expect(words(all, schema())).toEqual(["table events: removed"]);
  });

  it("keeps an own index of a partition from being taken over by one of its table, there and back", () => {
    const by = { unique: false, elements: [{ kind: "column", column: "id" }] } as const;
    const own = { ...one, indexes: [{ name: "own", ...by }] };
    const indexed = { ...events, indexes: [{ name: "whole", ...by }] };
    const added = (name: string, of: string): string => `index ${name} on ${of}: added`;
    const removed = (name: string, of: string): string => `index ${name} on ${of}: removed`;
    const there = diff(schema(events, own), schema(indexed, own));
    expect(there.map(inWords)).toEqual([
      removed("own", "one"),
      added("whole", "events"),
      added("own", "one"),
    ]);
    expect(reverseAll(there).map(inWords)).toEqual([
      removed("own", "one"),
      removed("whole", "events"),
      added("own", "one"),
    ]);
    expect(words(schema(events), schema(indexed, own))).toEqual([
      added("whole", "events"),
      "partition one of events: added",
    ]);
  });

  it("takes the order of a list's values for nothing", () => {
    const bound = (...values: readonly string[]): Schema =>
      schema(events, partition("p", "events", holds(...values)));
    expect(diff(bound("1", "2"), bound("2", "1"))).toEqual([]);
  });
});

const HASHED = table("events", { partitionBy: { ...BY_ID, strategy: "hash" } });

describe("refuses", () => {
  const codeOf = (before: Schema, after: Schema): unknown => {
    try {
      return diff(before, after);
    } catch (error) {
      return (error as LimbeckError).code;
    }
  };

  it("to divide a table otherwise that has partitions of which nobody speaks", () => {
    const there = schema(events, partition("p", "events", holds("1")));
    expect(codeOf(there, models(HASHED))).toBe("partition-key-changed");
    expect(words(there, schema(HASHED))[0]).toBe("table events: renamed to events_before");
    const declared = models(HASHED, partition("p", "events", { kind: "hash", modulus: 1, remainder: 0 }));
    expect(words(there, declared)[0]).toBe("table events: renamed to events_before");
  });

  it("to give another type to a column by which a partition is divided, or that stands in an expression of the key", () => {
    const byExpression: PartitionKey = {
      strategy: "list",
      elements: [{ kind: "expression", expression: { canonical: "(abs(size) + 1)" } }],
    };
    const inner = partition("inner", "events", holds("1"), { partitionBy: byExpression });
    const size = (type: string) => ({ name: "size", type: { canonical: type }, nullable: true });
    const sized = (type: string, partitionBy = BY_ID): Table =>
      table("events", { partitionBy, columns: [...events.columns, size(type)] });
    expect(codeOf(schema(sized("integer"), inner), schema(sized("bigint"), inner))).toBe(
      "partition-key-changed",
    );
    const small = schema(sized("integer", byExpression));
    expect(codeOf(small, schema(sized("bigint", byExpression)))).toBe("partition-key-changed");
    expect(words(schema(sized("integer")), schema(sized("bigint"), inner))).toEqual([
      "column events.size: type integer → bigint",
      "partition inner of events: added",
    ]);
    expect(codeOf(schema(sized("integer"), inner), schema(events, inner))).toBe("partition-key-changed");
  });

  it("to make a domain anew by which a table is divided", () => {
    const divided = (type: string): Schema => ({
      ...schema({
        ...events,
        columns: events.columns.map((one) => ({ ...one, type: { canonical: "amount" } })),
      }),
      domains: [{ name: "amount", type: { canonical: type }, checks: [] }],
    });
    expect(codeOf(divided("integer"), divided("bigint"))).toBe("partition-key-changed");
  });

  it("to make an enum type anew by which a table is divided, and to take a value of it back", () => {
    const divided = (values: readonly string[]): Schema => ({
      ...schema({
        ...events,
        columns: events.columns.map((column) => ({ ...column, type: { canonical: "mood" } })),
      }),
      enums: [{ name: "mood", values }],
    });
    expect(codeOf(divided(["sad", "glad"]), divided(["glad"]))).toBe("partition-key-changed");
    const [added] = diff(divided(["glad"]), divided(["glad", "sad"]));
    expect(added).toMatchObject({ kind: "addEnumValue", value: "sad" });
    expect(added && reverse(added)).toMatchObject({
      kind: "irreversible",
      reason: "table events is divided by a column of enum mood",
    });
  });
});

describe("a table that becomes a partition, and the other way round", () => {
  const others = table("others", { partitionBy: BY_ID });
  const by = (name: string, more: object = {}) => ({
    name,
    unique: false,
    elements: [{ kind: "column" as const, column: "id" }],
    ...more,
  });
  const positive = { name: "positive", expression: { canonical: "id > 0" } };

  it("is attached last, and detached first", () => {
    const [before, after] = [schema(events, table("one")), schema(events, one)];
    const there = diff(before, after);
    expect(there.map(inWords)).toEqual(["partition one of events: attached"]);
    expect(words(after, before)).toEqual(["partition one of events: detached"]);
    expect(reverseAll(there).map(inWords)).toEqual(["partition one of events: detached"]);
    const moved = partition("one", "others", holds("1"));
    expect(words(schema(events, others, one), schema(events, others, moved))).toEqual([
      "partition one of events: detached",
      "partition one of others: attached",
    ]);
    expect(words(schema(events, one), schema(others, moved))).toEqual([
      "partition one of events: detached",
      "table others: added",
      "table events: removed",
      "partition one of others: attached",
    ]);
  });

  it("has before what its table will give it, and after what that has left it", () => {
    const text = { name: "text", type: { canonical: "text" }, nullable: true };
    const whole = { ...events, checks: [positive], indexes: [by("events_id_idx")] };
    const before = schema(whole, table("one", { columns: [...events.columns, text] }));
    expect(words(before, schema(whole, one))).toEqual([
      "column one.text: removed",
      "index one_id_idx on one: added",
      "check constraint positive on one: added",
      "partition one of events: attached",
    ]);
    expect(words(schema(whole, one), before)).toEqual([
      "partition one of events: detached",
      "check constraint positive on one: removed",
      "index one_id_idx on one: removed",
      "column one.text: added",
    ]);
  });

  it("has an own index that sorts as one of its table does while it is a part of it only", () => {
    const [whole, own] = [
      { ...events, indexes: [by("whole")] },
      { ...one, indexes: [by("twin")] },
    ];
    expect(words(schema(whole, table("one")), schema(whole, own))).toEqual([
      "index one_id_idx on one: added",
      "partition one of events: attached",
      "index twin on one: added",
    ]);
    expect(words(schema(whole, own), schema(whole, table("one", { indexes: [by("one_id_idx")] })))).toEqual([
      "index twin on one: removed",
      "partition one of events: detached",
    ]);
  });

  it("keeps what it has, under its names, where models declare it a partition, and never the other way round", () => {
    const whole = { ...events, indexes: [by("whole")] };
    const mine = [by("mine"), by("own", { unique: true })];
    const before = schema(whole, table("one", { indexes: mine, checks: [positive] }));
    expect(words(before, models(whole, one))).toEqual(["partition one of events: attached"]);
    expect(diff(schema(events, one), models(events, table("one")))).toEqual([]);
  });
});

describe("from a database to models", () => {
  const plain = table("events");
  const check = { name: "c", expression: { canonical: "id > 0" } };

  it("leaves a table divided that nobody says is, with all its partitions", () => {
    expect(diff(schema(events, one), models(plain))).toEqual([]);
  });

  it("leaves partitions alone that nobody declares, and what declared ones have of their own", () => {
    const run = partition("run", "events", holds("2"), { checks: [check] });
    const own = { ...one, checks: [check] };
    expect(diff(schema(events, own, run), models(events, one))).toEqual([]);
    expect(words(schema(events, run), models(events, one))).toEqual(["partition one of events: added"]);
  });

  it("drops partitions with their table only, and makes them again with it", () => {
    const there = diff(schema(events, one), models());
    expect(there.map(inWords)).toEqual(["table events: removed"]);
    expect(applyAll(schema(), reverseAll(there))).toEqual(schema(events, one));
  });

  it("passes over a model of a partition as a table of its own", () => {
    expect(diff(schema(events, one), models(plain, table("one")))).toEqual([]);
  });
});
