import { expect, it } from "@jest/globals";
import { type Dialect } from "@limbeck/model";
import { type Operations, sql } from "@limbeck/operations";
import { failure } from "@limbeck/testkit";
import { downgrade, upgrade } from "./index.ts";
import { eachSession, onEachDialect, type Session } from "./testing/eachDialect.ts";
import { project } from "./testing/project.ts";

const IF_NOT = { ifNotExists: true } as const;
const IF = { ifExists: true } as const;

const columns = [
  { name: "id", type: "integer" },
  { name: "title", type: "text" },
] as const;
const indexes = [{ name: "by_title", columns: ["title"] }];

/** A table with more to it than one statement says, one that is one statement, and an index, of what may be there. */
const create = (op: Operations): void => {
  op.createTable("tasks", { columns, indexes, comment: "ours" }, IF_NOT);
  op.createTable("notes", { columns }, IF_NOT);
  op.createIndex("notes", { name: "by_id", columns: ["id"], unique: true, comment: "ours" }, IF_NOT);
};
const remove = (op: Operations): void => {
  op.dropIndex("notes", "by_id", IF);
  op.dropTable("notes", IF);
  op.dropTable("tasks", IF);
};

const FOREIGN = [
  "CREATE TABLE tasks (x integer)",
  "CREATE TABLE notes (x integer)",
  "CREATE INDEX by_id ON notes (x)",
];

/** Tables with their columns, and indexes with theirs. */
const WHAT_IS = {
  postgres: `SELECT c.relname || ': ' || string_agg(attname, ', ' ORDER BY attnum) AS it FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped AND relname NOT LIKE 'limbeck%' AND relkind IN ('r', 'i') GROUP BY c.relname ORDER BY 1`,
  sqlite: `SELECT s.name || ': ' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_table_info(s.name) UNION ALL SELECT name FROM pragma_index_info(s.name))) AS it
    FROM sqlite_schema s WHERE s.name NOT LIKE 'limbeck%' AND s.name NOT LIKE 'sqlite%' ORDER BY 1`,
} satisfies Record<Dialect, string>;

const OURS = ["by_id: id", "by_title: title", "notes: id, title", "tasks: id, title"];
const THEIRS = ["by_id: x", "notes: x", "tasks: x"];

onEachDialect((open, dialect) => {
  let session: Session;
  eachSession(open, (opened) => (session = opened));

  const steps = (before: readonly string[]) =>
    project(
      { revision: "a", upgrade: (op) => before.forEach((text) => op.execute(text)) },
      { revision: "b", upgrade: create, downgrade: remove },
    );
  const up = (before: readonly string[], target = "head") =>
    upgrade({ connection: session.connection, ...steps(before), target });
  const down = (before: readonly string[]) =>
    downgrade({ connection: session.connection, ...steps(before), target: "a" });
  const whatIs = async () =>
    (await session.connection.query<{ it: string }>(WHAT_IS[dialect])).map(({ it }) => it);

  it("what is not there is created, dropped, and created again", async () => {
    await up([]);
    expect(await whatIs()).toEqual(OURS);
    await down([]);
    expect(await whatIs()).toEqual([]);
    await up([]);
    expect(await whatIs()).toEqual(OURS);
  });

  it("what is there stays as it is, with all that would come behind it", async () => {
    await up(FOREIGN);
    expect(await whatIs()).toEqual(THEIRS);
    await down(FOREIGN);
    expect(await whatIs()).toEqual([]);
  });

  it("views and triggers that are not there are passed over too", async () => {
    const drop = project(
      { revision: "a" },
      { revision: "b" },
      {
        revision: "c",
        upgrade: (op) => {
          op.dropView("gone", IF);
          op.dropTrigger("tasks", "gone", IF);
        },
      },
    );
    await up([]);
    await upgrade({ connection: session.connection, ...drop, target: "head" });
    expect(await whatIs()).toEqual(OURS);
  });

  it("what is not there is passed over by a drop", async () => {
    await up([]);
    await session.connection.execute("DROP TABLE tasks");
    await session.connection.execute("DROP TABLE notes");
    await down([]);
    expect(await whatIs()).toEqual([]);
  });

  const onlyPostgres: readonly (readonly [string, (op: Operations) => void])[] = [
    ["ADD COLUMN IF NOT EXISTS", (op) => op.addColumn("tasks", { name: "id", type: "text" }, IF_NOT)],
    ["DROP COLUMN IF EXISTS", (op) => op.dropColumn("tasks", "gone", IF)],
    ["DROP CONSTRAINT IF EXISTS", (op) => op.dropConstraint("tasks", "gone", IF)],
    ["DROP CONSTRAINT IF EXISTS", (op) => op.dropUnique("tasks", "gone", IF)],
    ["DROP CONSTRAINT IF EXISTS", (op) => op.dropCheck("tasks", "gone", IF)],
    ["DROP CONSTRAINT IF EXISTS", (op) => op.dropPrimaryKey("tasks", "gone", IF)],
  ];

  if (dialect === "sqlite") {
    it.each(onlyPostgres)("%s is refused by its name", async (words, body) => {
      await up([]);
      const refused = project({ revision: "a" }, { revision: "b" }, { revision: "c", upgrade: body });
      const error = await failure(upgrade({ connection: session.connection, ...refused, target: "head" }));
      expect(error).toMatchObject({
        code: "revision-unsupported",
        exit: 3,
        facts: { reason: `SQLite has no ${words}` },
      });
      expect(await whatIs()).toEqual(OURS);
    });
    return;
  }

  it("columns and constraints too", async () => {
    const body = (op: Operations): void => {
      for (const [, each] of onlyPostgres) each(op);
      op.addColumn("tasks", { name: "title", type: "date", comment: "not said" }, IF_NOT);
      op.addColumn("tasks", { name: "due", type: "date", comment: "said" }, IF_NOT);
      op.addColumn("tasks", { name: "size", type: "integer", default: sql`1` }, IF_NOT);
      op.createCheck("tasks", { name: "small", expression: sql`size < 9` });
    };
    const back = (op: Operations): void => {
      for (const _ of [1, 2]) {
        op.dropCheck("tasks", "small", IF);
        op.dropColumn("tasks", "due", IF);
        op.dropColumn("tasks", "size", IF);
      }
    };
    await up([]);
    const more = project(
      { revision: "a" },
      { revision: "b" },
      { revision: "c", upgrade: body, downgrade: back },
    );
    const { connection } = session;
    const comments = () =>
      connection.query<{ objsubid: number; description: string }>(
        "SELECT objsubid, description FROM pg_description WHERE objoid = 'tasks'::regclass ORDER BY 1",
      );
    const before = await comments();
    for (const _ of [1, 2]) {
      await upgrade({ connection, ...more, target: "head" });
      expect(await whatIs()).toContain("tasks: id, title, due, size");
      expect(
        (await comments()).filter((one) => !before.some((old) => old.objsubid === one.objsubid)),
      ).toEqual([expect.objectContaining({ description: "said" })]);
      await downgrade({ connection, ...more, target: "b" });
      expect((await whatIs()).filter((one) => one.startsWith("tasks"))).not.toContain(
        "tasks: id, title, due, size",
      );
    }
  });

  it("schemas, types and sequences, which only PostgreSQL has", async () => {
    const { connection } = session;
    const notes = () =>
      connection.query(
        "SELECT obj_description(oid, 'pg_namespace') AS said FROM pg_namespace WHERE nspname = 'x'",
      );
    const others = project({
      revision: "a",
      upgrade: (op) => {
        op.execute("CREATE SCHEMA x");
        op.createSchema("x", { comment: "not said", ...IF_NOT });
        op.createSchema("x", IF_NOT);
        op.createSchema("y", { comment: "said", ...IF_NOT });
        op.createSequence("numbers");
        for (const name of ["numbers", "gone"]) op.dropSequence(name, IF);
        op.dropMaterializedView("gone", { keepRights: true, ...IF });
        op.dropEnum("gone", IF);
        op.dropDomain("gone", IF);
        op.dropComposite("gone", IF);
        op.dropRange("gone", IF);
        op.dropCollation("gone", IF);
        op.dropFunction("gone", [], IF);
        op.dropFunction("gone", ["integer", "text[]"], { keepRights: true, ...IF });
      },
      downgrade: (op) => {
        for (const name of ["x", "x", "y", "y"]) op.dropSchema(name, IF);
      },
    });
    for (const _ of [1, 2]) {
      await upgrade({ connection, ...others, target: "head" });
      expect(await notes()).toEqual([{ said: null }]);
      await downgrade({ connection, ...others, target: "base" });
      expect(await notes()).toEqual([]);
    }
  });

  it("an invalid index that a concurrent build left is no index, and a whole one is left alone", async () => {
    const { connection } = session;
    await up([]);
    await connection.execute("INSERT INTO notes (title) VALUES ('a'), ('a')");
    await failure(connection.execute("CREATE UNIQUE INDEX CONCURRENTLY late ON notes (title)"));
    const concurrently = { concurrently: true, ...IF_NOT } as const;
    const built = project(
      { revision: "a" },
      { revision: "b" },
      {
        revision: "c",
        upgrade: (op) => {
          op.createIndex("notes", { name: "late", columns: ["title"] }, concurrently);
          op.createIndex("notes", { name: "by_id", columns: ["title"] }, concurrently);
        },
        downgrade: (op) => {
          for (const name of ["late", "late"]) op.dropIndex("notes", name, { concurrently: true, ...IF });
        },
      },
    );
    const late = () =>
      connection.query("SELECT indisvalid, indisunique FROM pg_index WHERE indexrelid = to_regclass('late')");
    expect(await late()).toEqual([{ indisvalid: false, indisunique: true }]);
    await upgrade({ connection, ...built, target: "head" });
    expect(await late()).toEqual([{ indisvalid: true, indisunique: false }]);
    expect(await whatIs()).toContain("by_id: id");
    await downgrade({ connection, ...built, target: "b" });
    expect(await late()).toEqual([]);
  });
});
