import type { Session } from "../connection.ts";
import { batchOn } from "./batch.ts";
import { sender } from "./sender.ts";
import type { SqliteParams, SqliteRows, SqliteSession } from "./session.ts";
import { type SqliteTransaction, transactionOn } from "./transaction.ts";
import { asObjects, numbered } from "./values.ts";

/** A session on SQLite. A statement that other connections stand in the way of is tried again for five seconds. */
export interface SqliteConnection extends Session {
  readonly dialect: "sqlite";
  /** `libsql`: on a server. */
  readonly engine: "sqlite" | "libsql";
  /** `version` is SQLite's `sqlite3_libversion_number`: 3045001 is 3.45.1. */
  readonly server: { readonly version: number };
  readonly driver: string;
  /** What is set by one call (`PRAGMA foreign_keys = OFF`) may mean nothing to the next, other than inside a transaction. */
  readonly everyBatchIsTransaction: boolean;
  /** Runs one statement whose parameters are `?` in their order. */
  rows(sql: string, params: SqliteParams): Promise<SqliteRows>;
  readonly transaction: SqliteTransaction;
  /** An empty database in memory, by a driver of the same project. Errors: `driver-missing`, `driver-unfit`. */
  inMemory(): Promise<SqliteConnection>;
}

/** What a connection is made of. */
export interface SqliteParts {
  readonly engine: SqliteConnection["engine"];
  readonly session: SqliteSession;
  /** Aborted: nothing more is begun. */
  readonly signal?: AbortSignal | undefined;
  readonly close: () => Promise<void>;
  readonly inMemory: SqliteConnection["inMemory"];
}

/** Makes a connection of a session. Errors: `not-a-database`, `database-locked`, `database-read-only`. */
export async function sqliteConnectionOn(parts: SqliteParts): Promise<SqliteConnection> {
  const { engine, session, signal, close, inMemory } = parts;
  const send = sender(signal);
  const rows = (sql: string, params: SqliteParams): Promise<SqliteRows> =>
    send(sql, () => session.rows(sql, params));
  // The version alone would not touch the file, and so not notice that it is no database.
  await rows("PRAGMA schema_version", []);
  const {
    rows: [[version] = []],
  } = await rows("SELECT sqlite_version()", []);
  return {
    dialect: "sqlite",
    engine,
    server: { version: versionNumber(String(version)) },
    driver: session.driver,
    everyBatchIsTransaction: session.everyBatchIsTransaction,
    query: async <Row extends object>(sql: string, params: readonly unknown[] = []) =>
      asObjects(await rows(sql, params.length === 0 ? [] : numbered(params))) as Row[],
    rows,
    batch: async (statements) => (await batchOn(session, send, statements)).map(asObjects),
    execute: (sql) => send(sql, () => session.script(sql)),
    transaction: transactionOn(session, send, signal),
    close,
    inMemory,
  };
}

/** "3.45.1" → 3045001 */
function versionNumber(text: string): number {
  const [major = 0, minor = 0, patch = 0] = text.split(".").map(Number);
  return major * 1_000_000 + minor * 1000 + patch;
}
