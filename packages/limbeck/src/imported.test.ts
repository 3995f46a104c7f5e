import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createClient } from "@libsql/client";
import { loadRevision } from "@limbeck/loader";
import { failure, freshDatabase, scratchPglite } from "@limbeck/testkit";

import {
  type CallOptions,
  check,
  current,
  diff,
  downgrade,
  downgradeSql,
  dryRun,
  heads,
  history,
  type ImportedRevision,
  type LimbeckConfig,
  log,
  merge,
  type Operations,
  rebase,
  revision,
  show,
  squash,
  stamp,
  stampSql,
  upgrade,
  upgradeSql,
  verify,
} from "./index.ts";
import { standIns } from "./project/standIns.ts";
import { testProject, type TestProject } from "./testing/project.ts";

const POSTGRES = `import { integer, pgTable, text } from "drizzle-orm/pg-core";
export const users = pgTable("users", { id: integer().primaryKey(), name: text() });
`;
const SQLITE = POSTGRES.replaceAll("pgTable", "sqliteTable").replace("pg-core", "sqlite-core");

const nowhere = { cwd: "/there/is/no/such/folder" };

let project: TestProject;
beforeEach(async () => {
  project = await testProject({ "schema.ts": POSTGRES, "tsconfig.json": "{}" });
});
afterEach(() => project.remove());

/** Two revisions as files, and what an application gets that imports them. */
async function imported(dialect: "postgresql" | "sqlite"): Promise<readonly ImportedRevision[]> {
  const config = { dialect, schema: "./schema.ts", revisionIds: "sequential" } as const;
  const cwd = project.folder;
  await project.write({ "schema.ts": dialect === "sqlite" ? SQLITE : POSTGRES });
  await revision(config, { cwd, message: "users", autogenerate: true });
  await revision(config, { cwd, message: "by hand" });
  const names = Object.keys(await project.revisions());
  return Promise.all(names.map((name) => module(join(cwd, "revisions", name))));
}

async function module(file: string): Promise<ImportedRevision> {
  const { exports } = await loadRevision(file, { cwd: project.folder, standIns });
  return exports as unknown as ImportedRevision;
}

interface Opened {
  readonly connection: NonNullable<CallOptions["connection"]>;
  readonly run: (script: string) => Promise<unknown>;
  readonly close: () => Promise<void> | void;
}

const OPEN = {
  postgresql: async (): Promise<Opened> => {
    const database = await freshDatabase({});
    const connection = await database.client();
    return { connection, run: (sql) => connection.query(sql), close: () => database.drop() };
  },
  sqlite: () => {
    const client = createClient({ url: ":memory:" });
    const run: Opened["run"] = (sql) => client.executeMultiple(sql);
    return Promise.resolve({ connection: client, run, close: () => client.close() });
  },
} satisfies Record<string, () => Promise<Opened>>;

describe.each(["postgresql", "sqlite"] as const)("imported revisions on %s", (dialect) => {
  let opened: Opened;
  let revisions: readonly ImportedRevision[];
  beforeEach(async () => {
    opened = await OPEN[dialect]();
    revisions = await imported(dialect);
  });
  afterEach(() => opened.close());

  it("run and are listed where there is no folder", async () => {
    const { connection } = opened;
    const config = { dialect, revisions };
    const there = { ...nowhere, connection };
    expect(await history(config, there)).toMatchObject([
      { revision: "0002", head: true, file: "revisions[1]" },
      { revision: "0001", downRevisions: [], file: "revisions[0]" },
    ]);
    expect(await heads(config, there)).toHaveLength(1);
    expect(await upgrade(config, "+1", there)).toMatchObject({ rows: ["0001"] });
    expect(await upgrade(config, "head", there)).toMatchObject({ rows: ["0002"] });
    expect(await current(config, there)).toMatchObject({ rows: ["0002"], atHeads: true, changed: [] });
    expect(await downgrade(config, "base", there)).toMatchObject({ rows: [] });
    expect(await stamp(config, "0001", there)).toMatchObject({ rows: ["0001"] });
  });

  it("are written as SQL", async () => {
    const config = { dialect, revisions };
    // How a table of SQLite is made anew is found out on a database in memory, by the driver of the project.
    const at = { cwd: project.folder };
    const up = await upgradeSql(config, "head", at);
    expect(up).toMatch(/CREATE TABLE "?users/);
    expect(await stampSql(config, "head", at)).toContain("0002");
    expect(await downgradeSql(config, "head:base", at)).toMatch(/DROP TABLE "?users/);
    await opened.run(up);
    const there = { ...nowhere, connection: opened.connection };
    expect(await current(config, there)).toMatchObject({ rows: ["0002"], changed: [] });
  });

  it("take turns with the files that they are", async () => {
    const { connection } = opened;
    const there = { cwd: project.folder, connection };
    const files = { dialect, schema: "./schema.ts" } as const;
    const list = { ...files, revisions };
    await upgrade(files, "0001", there);
    expect(await current(list, there)).toMatchObject({ rows: ["0001"], changed: [] });
    expect(await upgrade(list, "head", there)).toMatchObject({ rows: ["0002"] });
    expect(await current(files, there)).toMatchObject({ rows: ["0002"], changed: [] });
    const [newest, before] = await log(files, there);
    expect([newest?.checksum, typeof before?.checksum]).toEqual([undefined, "string"]);
    expect(await check(list, there)).toMatchObject({ differences: [], changed: [] });
  });

  it("are compared, tried and proved", async () => {
    const there = { cwd: project.folder };
    const config = { dialect, schema: "./schema.ts", revisions };
    expect(await check(config, { ...there, against: "revisions" })).toMatchObject({ differences: [] });
    // The same text, closed over another name.
    expect(await differing(config, "users")).toBe(0);
    expect(await differing(config, "people")).toBeGreaterThan(0);
    expect((await diff(config, "base", "head", there)).operations).toHaveLength(1);
    const proved = [
      { revision: "0001", kind: "proved" },
      { revision: "0002", kind: "proved" },
    ];
    expect((await verify(config, { ...there, all: true })).revisions).toMatchObject(proved);
    const tried = await dryRun(config, "head", { ...there, connection: opened.connection });
    expect(tried.steps).toMatchObject([{ revision: "0001" }, { revision: "0002" }]);
  });
});

/** In how much the models differ from a revision that makes a table of this name. */
async function differing(config: LimbeckConfig, name: string): Promise<number> {
  const columns = [
    { name: "id", type: "integer", nullable: false },
    { name: "name", type: "text" },
  ];
  const upgrade = (op: Operations): void => op.createTable(name, { columns, primaryKey: ["id"] });
  const revisions = [{ revision: "0001", upgrade }];
  const { differences } = await check(
    { ...config, revisions },
    { cwd: project.folder, against: "revisions" },
  );
  return differences.length;
}

describe("a list of revisions", () => {
  const users = { revision: "0001", downRevision: null, upgrade: () => undefined };

  it.each([
    ["revisions[1] must be a revision file that is imported.", [users, undefined]],
    ["`revision` of revisions[0] must be a text.", [{ upgrade: users.upgrade }]],
    ["`upgrade` of revisions[1] (0002) must be a function.", [users, { revision: "0002" }]],
    [
      "`downRevision` of revisions[0] (0001) must be a text, a list of texts or null.",
      [{ ...users, downRevision: 1 }],
    ],
    ["`downgrade` of revisions[0] (0001) must be a function.", [{ ...users, downgrade: "DROP TABLE users" }]],
  ])("says what is wrong: %s", async (message, revisions) => {
    expect(await failure(history({ revisions: revisions as never }))).toMatchObject({
      code: "imported-revision-wrong",
      exit: 3,
      message,
    });
  });

  it("says which two have one id, and which one has no parent", async () => {
    const files = ["revisions[0]", "revisions[1]"];
    const twice = history({ revisions: [users, users] });
    expect(await failure(twice)).toMatchObject({ code: "revision-duplicate", facts: { files } });
    const orphan = history({ revisions: [users, { ...users, revision: "0003", downRevision: "0002" }] });
    expect(await failure(orphan)).toMatchObject({ code: "parent-missing", facts: { files: files.slice(1) } });
  });

  it("takes CommonJS as import * gives it, labels, dependencies and a message", async () => {
    const billing = {
      revision: "b1",
      branchLabels: "billing",
      dependsOn: ["0001"],
      message: "bills",
      upgrade: users.upgrade,
    };
    const revisions = [{ default: users } as never, billing];
    expect(await history({ revisions })).toMatchObject([
      { revision: "b1", branchLabels: ["billing"], dependencies: ["0001"], message: "bills" },
      { revision: "0001", message: "" },
    ]);
    expect(await show({ revisions }, "billing@head")).toMatchObject([{ revision: "b1" }]);
  });

  it("that has no downgrade cannot be taken back", async () => {
    const scratch = await scratchPglite({});
    const there = { connection: scratch.pglite };
    await upgrade({ revisions: [users] }, "head", there);
    expect(await failure(downgrade({ revisions: [users] }, "base", there))).toMatchObject({
      code: "irreversible",
    });
    await scratch.close();
  });

  it("is not written to", async () => {
    const config = { revisions: [users] };
    const writing = [
      () => revision(config, { message: "more" }),
      () => merge(config, "heads"),
      () => rebase(config, "0001", { onto: "base" }),
      () => squash(config, "base:head"),
    ];
    for (const write of writing)
      expect(await failure(write())).toMatchObject({ code: "revisions-imported", exit: 2 });
    expect(await failure(history({ ...config, versionLocations: ["./more"] }))).toMatchObject({
      code: "config-invalid",
    });
  });
});
