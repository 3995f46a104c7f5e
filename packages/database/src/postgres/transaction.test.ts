import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { failure, freshDatabase, scratchPglite } from "@limbeck/testkit";
import {
  begin,
  commit,
  fromClient,
  inSavepoint,
  inTransaction,
  type PostgresConnection,
  rollback,
  transactionStatus,
} from "../index.ts";
import { connectServer as connect } from "../testing/connectServer.ts";

const engines = {
  PostgreSQL: async () => {
    const database = await freshDatabase();
    const connection = await connect(database.url);
    const close = async () => {
      await connection.close();
      await database.drop();
    };
    return { connection, close };
  },
  PGlite: async () => {
    const scratch = await scratchPglite();
    return { connection: await fromClient(scratch.pglite), close: () => scratch.close() };
  },
};

describe.each(Object.entries(engines))("a transaction on %s", (_name, open) => {
  let connection: PostgresConnection;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ connection, close } = await open());
  });
  afterAll(() => close());
  beforeEach(() =>
    connection.execute("DROP TABLE IF EXISTS t; CREATE TABLE t (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)"),
  );

  const add = (n: number) => connection.query("INSERT INTO t VALUES ($1)", [n]);
  const rows = async () =>
    (await connection.query<{ n: number }>("SELECT n FROM t ORDER BY n")).map(({ n }) => n);

  it("is committed when its work is done, and answers what it answers", async () => {
    const answer = await inTransaction(connection, async () => {
      await add(1);
      expect(await transactionStatus(connection)).toBe("open");
      return "done";
    });
    expect([answer, await rows(), await transactionStatus(connection)]).toEqual(["done", [1], "none"]);
  });

  it("is rolled back when its work throws, which is what one hears", async () => {
    const act = async () => {
      await add(1);
      throw new Error("no");
    };
    await expect(inTransaction(connection, act)).rejects.toThrow("no");
    expect([await rows(), await transactionStatus(connection)]).toEqual([[], "none"]);
    expect((await failure(inTransaction(connection, () => connection.query("SELECT 1 / 0")))).code).toBe(
      "statement-failed",
    );
    expect(await transactionStatus(connection)).toBe("none");
  });

  it("tells of a constraint that fails at its end", async () => {
    const act = async () => {
      await add(1);
      await add(1);
    };
    expect((await failure(inTransaction(connection, act))).facts["sqlstate"]).toBe("23505");
    expect([await rows(), await transactionStatus(connection)]).toEqual([[], "none"]);
  });

  it("does not pretend to commit when an error in it was swallowed", async () => {
    const act = async () => {
      await add(1);
      await connection.query("SELECT 1 / 0").catch(() => undefined);
      expect(await transactionStatus(connection)).toBe("failed");
    };
    expect((await failure(inTransaction(connection, act))).code).toBe("transaction-rolled-back");
    expect([await rows(), await transactionStatus(connection)]).toEqual([[], "none"]);
  });

  it("holds savepoints that are undone alone", async () => {
    await inTransaction(connection, async () => {
      await add(1);
      await failure(
        inSavepoint(connection, () => connection.execute("INSERT INTO t VALUES (2); SELECT 1 / 0")),
      );
      await inSavepoint(connection, () => add(3));
    });
    expect(await rows()).toEqual([1, 3]);
  });

  it("nests in one that is open, and leaves that one open", async () => {
    await begin(connection);
    await inTransaction(connection, () => add(1));
    await failure(
      inTransaction(connection, () => connection.execute("INSERT INTO t VALUES (2); SELECT 1 / 0")),
    );
    expect([await rows(), await transactionStatus(connection)]).toEqual([[1], "open"]);
    await rollback(connection);
    expect(await rows()).toEqual([]);
    await begin(connection);
    await add(4);
    await commit(connection);
    expect(await rows()).toEqual([4]);
  });

  it("may be read only and of another isolation", async () => {
    const options = { readOnly: true, isolation: "repeatable read" } as const;
    const level = () => connection.query("SHOW transaction_isolation");
    expect(await inTransaction(connection, level, options)).toEqual([
      { transaction_isolation: "repeatable read" },
    ]);
    expect((await failure(inTransaction(connection, () => add(1), options))).facts["sqlstate"]).toBe("25006");
  });

  it("is noticed even of a client that does not tell", async () => {
    const { client } = connection;
    const mute = {
      query: client.query.bind(client),
      on: client.on.bind(client),
      off: client.off.bind(client),
    };
    const application = await fromClient(mute);
    expect(await transactionStatus(application)).toBe("none");
    await begin(application);
    expect(await transactionStatus(application)).toBe("open");
    await failure(application.query("SELECT 1 / 0"));
    expect(await transactionStatus(application)).toBe("failed");
    await rollback(application);
  });
});
