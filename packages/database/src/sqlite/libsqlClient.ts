import { transactionRolledBack } from "../errors.ts";
import { isBusy } from "./refused.ts";
import {
  type BeginMode,
  isList,
  type SqliteParams,
  type SqliteRows,
  type SqliteSession,
  type SqliteValue,
} from "./session.ts";
import { fromSqlite } from "./values.ts";

/** A client of `@libsql/client`, as far as we use it. */
export interface LibsqlClient extends LibsqlExecutor {
  /** `file`, or how the server is spoken to. */
  readonly protocol: string;
  batch(statements: LibsqlStatement[], mode: LibsqlMode): Promise<LibsqlResult[]>;
  transaction(mode: LibsqlMode): Promise<LibsqlTransaction>;
  close(): void;
  reconnect?(): Promise<void> | void;
}

type LibsqlMode = "write" | "deferred";

interface LibsqlExecutor {
  execute(statement: LibsqlStatement): Promise<LibsqlResult>;
  executeMultiple(sql: string): Promise<void>;
}

interface LibsqlTransaction extends LibsqlExecutor {
  readonly closed: boolean;
  batch(statements: LibsqlStatement[]): Promise<LibsqlResult[]>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

interface LibsqlStatement {
  readonly sql: string;
  readonly args: SqliteValue[] | Record<string, SqliteValue>;
}

interface LibsqlResult {
  readonly columns: string[];
  readonly rows: ArrayLike<unknown>[];
}

const modes = { immediate: "write", deferred: "deferred" } satisfies Record<BeginMode, LibsqlMode>;

/**
 * A session on a client of `@libsql/client`. Such a client is no session: it lends each call, and each transaction, a connection
 * of its own (a stream, if it is remote), and rolls back what a call left open (`release` in its lib-esm/sqlite3.js, 0.18). So
 * BEGIN is never sent as a text: the client's own transaction object carries all statements until it ends. A PRAGMA lasts for
 * the one call that sets it when the client is remote.
 */
export function libsqlSession(client: LibsqlClient): SqliteSession {
  let open: LibsqlTransaction | undefined;
  const current = (): LibsqlTransaction | undefined => (open?.closed === false ? open : undefined);
  const run = <T>(act: (on: LibsqlExecutor) => Promise<T>): Promise<T> =>
    afresh(client, () => act(current() ?? client));
  return {
    driver: "@libsql/client",
    everyBatchIsTransaction: client.protocol !== "file",
    rows: async (sql, params) => rowsOf(await run((on) => on.execute(statement(sql, params)))),
    script: (sql) => run((on) => on.executeMultiple(sql)),
    batch: async (statements, mode) => {
      const list = statements.map((sql) => statement(sql, []));
      const results = await afresh(client, () => current()?.batch(list) ?? client.batch(list, modes[mode]));
      return results.map(rowsOf);
    },
    inTransaction: () => current() !== undefined,
    begin: async (mode) => {
      open = await afresh(client, () => begun(client, mode));
    },
    commit: async () => {
      const transaction = current();
      // After a COMMIT that found the database locked it is rolled back already.
      if (transaction === undefined) throw transactionRolledBack();
      await afresh(client, () => transaction.commit());
    },
    rollback: async () => current()?.rollback(),
    close: async () => {
      await current()?.rollback();
      client.close();
    },
  };
}

/**
 * Runs `act`; if it finds the database locked, the client forgets its connections, one of which would never commit again (see
 * `lockedFirst`). Older clients cannot do that. A database in memory, which
 * would be gone then, is never locked.
 */
async function afresh<T>(client: LibsqlClient, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (client.protocol === "file" && isBusy(error)) await client.reconnect?.();
    throw error;
  }
}

/** A remote client sends its BEGIN with the first statement, so that only then it is known who has the lock. */
async function begun(client: LibsqlClient, mode: BeginMode): Promise<LibsqlTransaction> {
  const transaction = await client.transaction(modes[mode]);
  await transaction.execute(statement("SELECT 1", []));
  return transaction;
}

function statement(sql: string, params: SqliteParams): LibsqlStatement {
  return { sql, args: isList(params) ? [...params] : { ...params } };
}

function rowsOf({ columns, rows }: LibsqlResult): SqliteRows {
  return { columns, rows: rows.map((row) => Array.from(row, fromSqlite)) };
}
