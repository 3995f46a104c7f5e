import { describe, expect, it } from "@jest/globals";

import { type Operations, record } from "../record.ts";
import { sql } from "./sqlInput.ts";

const CONTEXT = { dialect: "postgres", isOffline: false } as never;

/** What a line of a revision in JavaScript is answered with. */
function answer(line: (op: never) => void): string {
  try {
    record(line as (op: Operations) => void, CONTEXT);
    return "";
  } catch (error) {
    // The line of the revision is found by the stack, of which V8 keeps ten frames.
    expect((error as Error).stack).toContain("checkOptions.test");
    return String(error);
  }
}

const column = { name: "id", type: "integer" };

describe("an option that a directive has not", () => {
  it.each<[string, (op: Record<string, (...args: readonly unknown[]) => void>) => void, string]>([
    [
      "of the directive",
      (op) => op["createTable"]?.("t", { columns: [column], primarykey: ["id"] }),
      "op.createTable: there is no option primarykey, only ",
    ],
    [
      "of a thing in a list",
      (op) => op["createTable"]?.("t", { columns: [column, { ...column, primaryKey: true }] }),
      "op.createTable: there is no option primaryKey in columns[1], only comment, compression, default,",
    ],
    [
      "of a change",
      (op) => op["alterColumn"]?.("t", "id", { nullable: { form: true, to: false } }),
      "op.alterColumn: there is no option form in nullable, only from, to.",
    ],
    [
      "of a name",
      (op) => op["dropTable"]?.({ namespace: "app", name: "t" }),
      "op.dropTable: there is no option namespace, only name, schema.",
    ],
    [
      "of a partition of a partition",
      (op) => {
        const inner = { name: "c", default: true, coments: "x" };
        const middle = { name: "b", default: true, partitionBy: { list: ["id"] }, partitions: [inner] };
        op["createTable"]?.("a", { columns: [column], partitionBy: { list: ["id"] }, partitions: [middle] });
      },
      "op.createTable: there is no option coments in partitions[0].partitions[0], only ",
    ],
  ])("%s is named", (_, line, expected) => {
    expect(answer(line as never)).toContain(expected);
  });

  it.each<[string, (op: Operations) => void]>([
    ["storage parameters", (op) => op.createTable("t", { columns: [column], with: { fillfactor: "70" } })],
    ["values of an enum", (op) => op.replaceEnum("e", { from: ["a"], to: ["b"], map: { a: "b" } })],
    ["columns of rows", (op) => op.bulkInsert("t", [{ anything: 1, other: sql`now()` }])],
    ["SQL", (op) => op.addColumn("t", { ...column, default: sql`now()` })],
    ["what is undefined", (op) => op.addColumn("t", { ...column, other: undefined } as never)],
  ])("is not looked for among %s", (_, line) => {
    expect(answer(line as never)).toBe("");
  });
});
