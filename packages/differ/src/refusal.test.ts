import { expect, it } from "@jest/globals";
import { emptySchema, type LimbeckError, type PartitionKey, type Schema, type Table } from "@limbeck/model";
import { describeAll } from "@limbeck/operations";

import { diff, diffTold } from "./diff.ts";

const NO_PARTS = { uniques: [], foreignKeys: [], checks: [], exclusions: [], indexes: [], policies: [] };
const column = (name: string, type = "integer") => ({ name, type: { canonical: type }, nullable: true });

const plain = (name: string, ...columns: Table["columns"]): Table => ({ name, columns, ...NO_PARTS });

const by = (strategy: PartitionKey["strategy"], column: string) => ({
  partitionBy: { strategy, elements: [{ kind: "column" as const, column }] },
});

const divided = (name: string, strategy: PartitionKey["strategy"], type = "integer"): Table => ({
  ...plain(name, column("id", type), column("size")),
  ...by(strategy, "id"),
});

const part = (table: string): Table => ({
  ...plain(`${table}_rest`),
  partitionOf: { table: { name: table }, bound: { kind: "default" } },
});

const schema = (tables: readonly Table[], more: Partial<Schema> = {}): Schema => ({
  ...emptySchema("postgres"),
  tables,
  ...more,
});

/** Models, which do not speak of partitions. */
const said = (tables: readonly Table[], more: Partial<Schema> = {}): Schema =>
  schema(tables, { unsaid: ["partitions"], ...more });

const OTHERS = [plain("users", column("id")), plain("users", column("id"), column("name", "text"))] as const;
const [WITHOUT, WITH] = OTHERS;
const ADDED = "column users.name: added";

const told = (before: Schema, after: Schema) => {
  const { operations, refusals } = diffTold(before, after);
  return { words: describeAll(operations), refused: refusals.map(({ stays }) => stays) };
};

it("tells the other differences beside a table that cannot be divided otherwise", () => {
  const before = schema([divided("events", "range"), part("events"), WITHOUT]);
  const after = said([
    { ...divided("events", "hash"), columns: [...divided("events", "hash").columns, column("more")] },
    WITH,
  ]);
  expect(told(before, after)).toEqual({
    words: ["column events.more: added", ADDED],
    refused: [{ kind: "division", name: { name: "events" } }],
  });
});

it("beside a column that divides a partition", () => {
  const whole = (type: string): Table => ({ ...divided("events", "range", type), ...by("range", "size") });
  const inner: Table = { ...part("events"), ...by("range", "id") };
  expect(told(schema([whole("integer"), inner, WITHOUT]), schema([whole("bigint"), inner, WITH]))).toEqual({
    words: [ADDED],
    refused: [{ kind: "column", name: { name: "events" }, column: "id" }],
  });
});

it("beside types by which tables are divided", () => {
  const table = divided("events", "list", "mood");
  const of = (users: Table, ...values: readonly string[]): Schema =>
    schema([table, users], { enums: [{ name: "mood", values }] });
  expect(told(of(WITHOUT, "sad", "glad"), of(WITH, "glad"))).toEqual({
    words: [ADDED],
    refused: [{ kind: "type", name: { name: "mood" } }],
  });
  const amount = (users: Table, type: string): Schema =>
    schema([divided("events", "list", "amount"), users], {
      domains: [{ name: "amount", type: { canonical: type }, checks: [] }],
    });
  expect(told(amount(WITHOUT, "integer"), amount(WITH, "bigint"))).toEqual({
    words: [ADDED],
    refused: [{ kind: "type", name: { name: "amount" } }],
  });
});

it("beside a collation by which a table is divided", () => {
  const sorted: Table = {
    ...plain("events", column("id", "text")),
    partitionBy: { strategy: "range", elements: [{ kind: "column", column: "id", collation: '"german"' }] },
  };
  const of = (users: Table, locale: string): Schema =>
    schema([sorted, users], {
      collations: [{ name: "german", provider: "icu", locale }],
    });
  expect(told(of(WITHOUT, "de"), of(WITH, "de-AT"))).toEqual({
    words: [ADDED],
    refused: [{ kind: "collation", name: { name: "german" } }],
  });
});

it("diff refuses with all of them at once", () => {
  const before = schema([divided("a", "range"), part("a"), divided("b", "range"), part("b")]);
  const after = said([divided("a", "hash"), divided("b", "list")]);
  let failure: LimbeckError | undefined;
  try {
    diff(before, after);
  } catch (error) {
    failure = error as LimbeckError;
  }
  expect(failure).toMatchObject({ code: "partition-key-changed", exit: 3 });
  expect(failure?.message).toMatch(/^Table a is .*\nTable b is /);
  // Once, since it is the same for both.
  expect(failure?.hint).not.toContain("\n");
});
