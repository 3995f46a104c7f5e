import { describe, expect, it } from "@jest/globals";

import { sql } from "../input/sqlInput.ts";
import { type Operations } from "../record.ts";
import { FACTS, recorded, schemaOf } from "../testing/memory.ts";
import { planOnSqlite } from "./planOnSqlite.ts";

type Body = (op: Operations) => void;

const schema = schemaOf(
  recorded((op) =>
    op.createTable("t", {
      columns: [
        { name: "id", type: "integer" },
        { name: "a", type: "text" },
      ],
    }),
  ),
);

describe("what SQLite has not is refused with its name:", () => {
  it.each<readonly [string, Body]>([
    ["enum types", (op) => op.createEnum("e", ["a"])],
    [
      "exclusion constraints",
      (op) => op.createExclude("t", { name: "x", elements: [{ column: "a", operator: "=" }] }),
    ],
    [
      'schemas, so there is no "auth"',
      (op) => op.createTable({ schema: "auth", name: "x" }, { columns: [] }),
    ],
    [
      'schemas, so there is no "auth"',
      (op) =>
        op.createForeignKey("t", {
          name: "f",
          columns: ["id"],
          references: { table: { schema: "auth", name: "users" }, columns: ["id"] },
        }),
    ],
    ["arrays", (op) => op.addColumn("t", { name: "n", type: "text[]" })],
    ["gin indexes", (op) => op.createIndex("t", { name: "i", columns: ["a"], method: "gin" })],
    [
      "sequences beside the primary key",
      (op) => op.createTable("x", { columns: [{ name: "n", type: "serial" }] }),
    ],
    [
      "function gen_random_uuid()",
      (op) =>
        op.createTable("x", { columns: [{ name: "n", type: "text", default: sql`Gen_Random_UUID ()` }] }),
    ],
    [
      "function timezone()",
      (op) => op.addColumn("t", { name: "n", type: "text", default: sql`timezone('utc', now())` }),
    ],
    ["function now()", (op) => op.alterColumn("t", "a", { default: sql`coalesce(now(), CURRENT_DATE)` })],
    ["default LOCALTIMESTAMP", (op) => op.alterColumn("t", "a", { default: sql`LOCALTIMESTAMP` })],
    ["function md5()", (op) => op.alterColumn("t", "a", { default: sql`lower(md5('a'))` })],
    [
      "triggers that execute functions",
      (op) => op.createTrigger("t", { name: "x", timing: "after", events: ["insert"], function: "f" }),
    ],
  ])("%s", (reason, body) => {
    expect(
      planOnSqlite(recorded(body), { ...FACTS, schema }).map(
        (plan) => plan.kind === "unsupported" && plan.reason,
      ),
    ).toEqual([`SQLite has no ${reason}`]);
  });
});
