import { createRequire } from "node:module";
import { createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";
import { fromClient, inSavepoint, inTransaction, type SqliteClient } from "../index.ts";
import { freshFolder } from "../testing/file.ts";

const require = createRequire(import.meta.url);
const ofLibsql = createRequire(require.resolve("@libsql/client"));
const Libsql = ofLibsql("libsql") as new (path: string) => SqliteClient & { close(): void };

type Opened = SqliteClient & { close(): unknown };

const clients: [string, (path: string) => Opened][] = [
  ["@libsql/client on a file", (path) => createClient({ url: `file:${path}` })],
  ["@libsql/client in memory", () => createClient({ url: ":memory:" })],
  ["libsql", (path) => new Libsql(path)],
];

const node = (() => {
  try {
    return require("node:sqlite") as { DatabaseSync: new (path: string) => Opened };
  } catch {
    return undefined;
  }
})();
if (node !== undefined) clients.push(["node:sqlite", (path) => new node.DatabaseSync(path)]);

describe.each(clients)("an application's own client: %s", (_name, open) => {
  let folder: ReturnType<typeof freshFolder>;
  let client: Opened;
  beforeEach(() => {
    folder = freshFolder();
    client = open(folder.file);
  });
  afterEach(() => {
    client.close();
    folder.drop();
  });

  it("is one session, with transactions and savepoints, and is left open", async () => {
    const connection = await fromClient(client);
    expect(connection).toMatchObject({ dialect: "sqlite", engine: "sqlite", everyBatchIsTransaction: false });
    await connection.execute("CREATE TABLE t (n)");
    const add = (n: number) => connection.execute(`INSERT INTO t VALUES (${n})`);
    await inTransaction(connection, async () => {
      await add(1);
      await failure(
        inSavepoint(connection, async () => add(2).then(() => connection.query("SELECT nonsense"))),
      );
      await add(3);
    });
    await failure(
      inTransaction(connection, async () => add(4).then(() => connection.query("SELECT nonsense"))),
    );
    await connection.close();
    const again = await fromClient(client);
    expect(again.transaction.isOpen()).toBe(false);
    expect(await again.query("SELECT n FROM t ORDER BY n")).toEqual([{ n: 1 }, { n: 3 }]);
  });

  it("keeps its own settings", async () => {
    const connection = await fromClient(client);
    await connection.execute("PRAGMA foreign_keys = OFF");
    const again = await fromClient(client);
    expect(await again.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 0 }]);
  });
});
