import { expect, it } from "@jest/globals";
import { type Dialect } from "@limbeck/model";
import { sql } from "@limbeck/operations";

import { downgrade, upgrade } from "./index.ts";
import { eachSession, onEachDialect, type Session } from "./testing/eachDialect.ts";
import { project } from "./testing/project.ts";

const IF_NOT = { ifNotExists: true } as const;
const IF = { ifExists: true } as const;

const columns = [
  { name: "id", type: "integer" },
  { name: "title", type: "text" },
] as const;

const FIRE = "CREATE OR REPLACE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'";
const TRIGGER_IS = {
  postgres: "SELECT pg_get_triggerdef(oid) AS it FROM pg_trigger WHERE tgname = 'fires'",
  sqlite: "SELECT sql AS it FROM sqlite_schema WHERE name = 'fires'",
} satisfies Record<Dialect, string>;

onEachDialect((open, dialect) => {
  let session: Session;
  eachSession(open, (opened) => (session = opened));

  it("views and triggers that are there stay as they are, and go and come", async () => {
    const { connection } = session;
    const isLite = dialect === "sqlite";
    const fired = isLite ? { body: sql`DELETE FROM notes` } : { function: "fire" };
    const more = project(
      {
        revision: "a",
        upgrade: (op) => {
          for (const name of ["tasks", "notes"]) op.createTable(name, { columns });
        },
      },
      {
        revision: "b",
        upgrade: (op) => {
          if (!isLite) op.execute(FIRE);
          op.createView("ids", { as: sql`SELECT id FROM tasks`, ...IF_NOT });
          op.createView("ids", { as: sql`SELECT 1 AS other`, comment: "not said", ...IF_NOT });
          const trigger = { name: "fires", timing: "after", forEach: "row", ...fired } as const;
          op.createTrigger("tasks", { ...trigger, events: ["insert"] }, IF_NOT);
          op.createTrigger("tasks", { ...trigger, events: ["delete"] }, IF_NOT);
        },
        downgrade: (op) => {
          for (const _ of [1, 2]) op.dropTrigger("tasks", "fires", IF);
          for (const _ of [1, 2]) op.dropView("ids", IF);
        },
      },
    );
    for (const _ of [1, 2]) {
      await upgrade({ connection, ...more, target: "head" });
      expect(await connection.query("SELECT * FROM ids")).toEqual([]);
      const [found] = await connection.query<{ it: string }>(TRIGGER_IS[dialect]);
      expect(found?.it).toMatch(/AFTER INSERT ON/);
      await downgrade({ connection, ...more, target: "a" });
      expect(await connection.query(TRIGGER_IS[dialect])).toEqual([]);
    }
  });

  if (dialect === "sqlite") return;

  it("sequences and materialized views that are there stay as they are", async () => {
    const { connection } = session;
    const others = project({
      revision: "a",
      upgrade: (op) => {
        op.createSequence("numbers", { start: 5, ...IF_NOT });
        op.createSequence("numbers", { start: 6, comment: "not said", ...IF_NOT });
        op.createSequence("more", { start: 7, comment: "said", ...IF_NOT });
        op.createMaterializedView("kept", { as: sql`SELECT 1 AS one`, ...IF_NOT });
        op.createMaterializedView("kept", { as: sql`SELECT 2 AS one`, comment: "not said", ...IF_NOT });
        const indexes = [{ name: "by_two", columns: ["two"] }];
        op.createMaterializedView("built", { as: sql`SELECT 2 AS two`, indexes, ...IF_NOT });
      },
      downgrade: (op) => {
        for (const name of ["kept", "kept", "built"]) op.dropMaterializedView(name, IF);
        for (const name of ["numbers", "numbers", "more"]) op.dropSequence(name, IF);
      },
    });
    const found = `SELECT (SELECT start_value::int FROM pg_sequences WHERE sequencename = 'numbers') AS start, (SELECT one FROM kept) AS one,
      obj_description('more'::regclass) AS said, obj_description('numbers'::regclass) AS not_said, to_regclass('by_two') IS NOT NULL AS indexed`;
    for (const _ of [1, 2]) {
      await upgrade({ connection, ...others, target: "head" });
      expect(await connection.query(found)).toEqual([
        { start: 5, one: 1, said: "said", not_said: null, indexed: true },
      ]);
      await downgrade({ connection, ...others, target: "base" });
      expect(await connection.query("SELECT to_regclass('numbers') AS it")).toEqual([{ it: null }]);
    }
  });

  it("partitions too, and a table of that name that is none is left alone", async () => {
    const { connection } = session;
    const range = (from: string, to: string) => ({ from: [from], to: [to] });
    const parts = project({
      revision: "a",
      upgrade: (op) => {
        const partitionBy = { range: ["id"] };
        op.createTable("logs", { columns, partitionBy });
        op.createTable("alone", { columns });
        op.createPartition("logs", "logs_1", range("1", "2"), IF_NOT);
        op.createPartition("logs", "logs_1", { ...range("2", "3"), comment: "not said" }, IF_NOT);
        op.createPartition("logs", "logs_2", { ...range("2", "3"), comment: "said" }, IF_NOT);
        for (const name of ["logs_2", "logs_2", "gone", "alone"]) op.detachPartition("logs", name, IF);
        op.detachPartition("gone", "logs_1", IF);
      },
      downgrade: (op) => {
        for (const name of ["logs_1", "logs_1", "logs_2", "alone"]) op.dropPartition("logs", name, IF);
        for (const name of ["logs", "logs_2", "alone"]) op.dropTable(name);
      },
    });
    const partitions =
      "SELECT inhrelid::regclass::text AS it FROM pg_inherits WHERE inhparent = 'logs'::regclass";
    for (const _ of [1, 2]) {
      await upgrade({ connection, ...parts, target: "head" });
      expect(await connection.query(partitions)).toEqual([{ it: "logs_1" }]);
      expect(
        await connection.query(
          "SELECT obj_description('logs_2'::regclass) AS it, to_regclass('alone')::text AS t",
        ),
      ).toEqual([{ it: "said", t: "alone" }]);
      await downgrade({ connection, ...parts, target: "base" });
      expect(await connection.query("SELECT to_regclass('logs_1') AS it")).toEqual([{ it: null }]);
    }
  });
});
