import { createRequire } from "node:module";
import type { SqliteRemoteDatabase } from "drizzle-orm/sqlite-proxy";
import { requireDrizzle } from "../requireDrizzle.ts";
import { savepointQueries } from "../savepointQueries.ts";
import type { SqliteConnection } from "./connection.ts";
import type { SqliteRows, SqliteValue } from "./session.ts";
import { asObjects, toSqlite } from "./values.ts";

/**
 * A Drizzle database on a session of SQLite. It is Drizzle's proxy for every driver: a synchronous one would refuse
 * `db.transaction(async …)`, and its BEGIN inside our transaction is an error. Errors: `drizzle-missing`.
 */
export function drizzleOnSqlite(
  connection: SqliteConnection,
  requireFrom: string | URL,
): SqliteRemoteDatabase {
  const drizzle = requireDrizzle(requireFrom, "drizzle-orm/sqlite-proxy");
  return drizzle(
    proxyOf(connection),
    codecsOf(createRequire(requireFrom), "drizzle-orm"),
  ) as SqliteRemoteDatabase;
}

/**
 * How 1.0 reads what SQLite stores: by a table of the driver, of which the proxy has none, so that a boolean would stay a number.
 * That of libsql is for values as ours. 0.45 has none, and needs none.
 */
export function codecsOf(require: NodeJS.Require, drizzle: string): object {
  try {
    const { libsqlCodecs } = require(`${drizzle}/libsql/codecs`) as { readonly libsqlCodecs: unknown };
    return { codecs: libsqlCodecs };
  } catch {
    return {};
  }
}

type Ask = (sql: string, params: readonly unknown[]) => Promise<SqliteRows>;
type RowMode = "array" | "object";

/** What 0.45 calls as a function, and 1.0 by its methods. */
export function proxyOf(connection: SqliteConnection): object {
  const ask = asker(connection);
  const rows = async (
    sql: string,
    params: readonly unknown[],
    mode: RowMode = "array",
  ): Promise<unknown[]> => {
    const answer = await ask(sql, params);
    return mode === "object" ? asObjects(answer) : [...answer.rows];
  };
  const call = async (sql: string, params: readonly unknown[], method: "run" | "all" | "values" | "get") => {
    const answer = await ask(sql, params);
    const list = method === "values" ? answer.rows : answer.rows.map((row) => bothWays(answer.columns, row));
    return { rows: method === "get" ? list[0] : list };
  };
  return Object.assign(call, {
    all: rows,
    get: async (sql: string, params: readonly unknown[], mode?: RowMode) =>
      (await rows(sql, params, mode))[0],
    run: async (sql: string, params: readonly unknown[]) => ({ rows: (await ask(sql, params)).rows }),
  });
}

/**
 * A row that is read by name and, hidden, by position: 0.45 does not tell its proxy whether a row goes to the author of a
 * `db.all(sql)`, who expects names, or to its own mapping, which counts.
 */
function bothWays(columns: readonly string[], row: readonly SqliteValue[]): object {
  const named = Object.fromEntries(columns.map((name, index) => [name, row[index]]));
  Object.defineProperty(named, "length", { value: row.length });
  return row.reduce((object, value, index) => Object.defineProperty(object, index, { value }), named);
}

function asker(connection: SqliteConnection): Ask {
  const savepoints = savepointQueries();
  return async (sql, params) => {
    const instead = savepoints(sql);
    if (instead === undefined) return connection.rows(sql, params.map(toSqlite));
    await connection.execute(instead);
    return { columns: [], rows: [] };
  };
}
