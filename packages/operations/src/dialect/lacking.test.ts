import { describe, expect, it } from "@jest/globals";

import { compile } from "../derive.ts";
import { sql } from "../input/sqlInput.ts";
import { type Operations } from "../record.ts";
import { FACTS, recorded, schemaOf } from "../testing/memory.ts";
import { planOnSqlite } from "../rebuild/planOnSqlite.ts";

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

describe("what PostgreSQL has not is refused, whichever operation brings it:", () => {
  it.each<readonly [string, Body]>([
    ["STRICT tables", (op) => op.createTable("x", { columns: [], strict: true })],
    ["STRICT tables", (op) => op.alterTable("t", { strict: { from: false, to: true } })],
    ["tables WITHOUT ROWID", (op) => op.alterTable("t", { withoutRowid: true })],
    [
      "AUTOINCREMENT",
      (op) => op.createPrimaryKey("t", { name: "t_pkey", columns: ["id"], autoincrement: true }),
    ],
    [
      "ON CONFLICT in a table",
      (op) => op.addColumn("t", { name: "n", type: "text", notNullOnConflict: "ignore" }),
    ],
    ["ON CONFLICT in a table", (op) => op.alterColumn("t", "a", { notNullOnConflict: "ignore" })],
    [
      "ON CONFLICT in a table",
      (op) => op.createUnique("t", { name: "u", columns: ["a"], onConflict: "replace" }),
    ],
    ["columns without a type", (op) => op.alterColumn("t", "a", { type: "" })],
    [
      "MATCH PARTIAL",
      (op) =>
        op.createForeignKey("t", {
          name: "f",
          columns: ["id"],
          references: { table: "t", columns: ["id"] },
          match: "partial",
        }),
    ],
    [
      "triggers with statements of their own",
      (op) =>
        op.replaceTrigger("t", {
          to: { name: "x", timing: "after", events: ["insert"], body: sql`DELETE FROM t;` },
        }),
    ],
  ])("%s", (reason, body) => {
    const plans = recorded(body).map((op) => compile(op, "postgres", { version: 170000 }));
    expect(plans.map((plan) => plan.kind === "unsupported" && [plan.reason, plan.lacks])).toEqual([
      [`PostgreSQL has no ${reason}`, "postgres"],
    ]);
  });

  it("takes away what the other one has, and what is switched off", () => {
    const gone = recorded((op) => {
      op.alterTable("t", { strict: { from: true, to: false } });
      op.alterColumn("t", "a", { notNullOnConflict: { from: "ignore", to: null } });
      op.dropUnique("t", "u");
    });
    expect(gone.map((op) => compile(op, "postgres", { version: 180000 }).kind)).toEqual([
      "statements",
      "statements",
      "statements",
    ]);
  });

  it("is given virtual columns from version 18 on, and the names of a view's columns", () => {
    const made = recorded((op) => {
      op.addColumn("t", { name: "n", type: "int", generated: { expression: sql`1 + 1`, stored: false } });
      op.createView("v", { columnNames: ["one"], as: sql`SELECT 1` });
    });
    expect(made.map((op) => compile(op, "postgres", { version: 180000 }))).toMatchObject([
      { kind: "statements" },
      { statements: [{ sql: 'CREATE VIEW "v" ("one") AS SELECT 1' }] },
    ]);
  });
});

describe("what SQLite has not is found before anyone looks at the database:", () => {
  it.each<readonly [string, Body]>([
    [
      "NULLS NOT DISTINCT",
      (op) => op.createUnique("t", { name: "u", columns: ["a"], nullsNotDistinct: true }),
    ],
    [
      "constraints that are not enforced",
      (op) => op.createCheck("t", { name: "c", expression: sql`a > 0`, notEnforced: true }),
    ],
    [
      "exclusion constraints",
      (op) => op.createExclude("t", { name: "x", elements: [{ column: "a", operator: "=" }] }),
    ],
    ["row-level security", (op) => op.createPolicy("t", { name: "own", using: sql`true` })],
    ["arrays", (op) => op.alterColumn("t", "a", { type: "text[]" })],
    [
      "sequence options (start, step, limits, cycle)",
      (op) => op.alterColumn("t", "id", { identity: { mode: "always", start: "7" } }),
    ],
    [
      "sequence options (start, step, limits, cycle)",
      (op) => op.alterColumn("t", "id", { default: { serial: true, options: { start: "7" } } }),
    ],
    ['collation "de-x-icu"', (op) => op.addColumn("t", { name: "n", type: 'text COLLATE "de-x-icu"' })],
  ])("%s", (reason, body) => {
    expect(recorded(body).map((op) => compile(op, "sqlite", FACTS))).toEqual([
      { kind: "unsupported", reason: `SQLite has no ${reason}`, lacks: "sqlite" },
    ]);
  });

  it("an application may have collations of its own", () => {
    const [plan] = recorded((op) => op.addColumn("t", { name: "n", type: "text COLLATE german" })).map((op) =>
      compile(op, "sqlite", FACTS),
    );
    expect(plan).toMatchObject({ statements: [{ sql: expect.stringContaining('COLLATE "german"') }] });
  });
});

describe("what came with a later PostgreSQL is refused of an older one, and of no later one:", () => {
  it.each<readonly [number, string, Body]>([
    [
      15,
      "NULLS NOT DISTINCT",
      (op) => op.createUnique("t", { name: "u", columns: ["a"], nullsNotDistinct: true }),
    ],
    [
      15,
      "NULLS NOT DISTINCT",
      (op) => op.createIndex("t", { name: "i", unique: true, columns: ["a"], nullsNotDistinct: true }),
    ],
    [
      15,
      "security_invoker views",
      (op) => op.createView("v", { as: sql`SELECT 1`, with: { security_invoker: "true" } }),
    ],
    [15, "unlogged sequences", (op) => op.createSequence("s", { unlogged: true })],
    [15, "unlogged sequences", (op) => op.alterSequence("s", { to: { unlogged: true } })],
    [
      16,
      "rules of collations",
      (op) => op.createCollation("c", { provider: "icu", locale: "de", rules: "&a<b" }),
    ],
    [
      17,
      "the provider builtin of collations",
      (op) => op.createCollation("c", { provider: "builtin", locale: "C" }),
    ],
    [
      17,
      "another expression for a generated column that stays",
      (op) =>
        op.alterColumn("t", "a", {
          generated: { from: { expression: sql`'x'` }, to: { expression: sql`'y'` } },
        }),
    ],
    [
      18,
      "virtual generated columns",
      (op) =>
        op.addColumn("t", { name: "n", type: "int", generated: { expression: sql`1 + 1`, stored: false } }),
    ],
    [
      18,
      "constraints that are not enforced",
      (op) => op.createCheck("t", { name: "c", expression: sql`id > 0`, notEnforced: true }),
    ],
  ])("%i brought %s", (major, things, body) => {
    const planOn = (version: number) => recorded(body).map((op) => compile(op, "postgres", { version }));
    expect(planOn(major * 10_000 - 1)).toEqual([
      {
        kind: "unsupported",
        reason: `PostgreSQL has no ${things} before version ${major}`,
        lacks: "postgres",
        since: major,
      },
    ]);
    expect(planOn(major * 10_000)).toMatchObject([{ kind: "statements" }]);
  });
});
