import type { Session } from "../connection.ts";
import { plainTypes, type SqlClient, type SqlNotice, type SqlResult } from "./client.ts";
import { refused } from "./refused.ts";

/** A session on PostgreSQL, a server's or the embedded one. */
export interface PostgresConnection extends Session {
  readonly dialect: "postgres";
  readonly engine: "postgres" | "pglite";
  /** `version` is PostgreSQL's `server_version_num`: 180004 is 18.4. */
  readonly server: { readonly version: number };
  /** The driver's own client. */
  readonly client: SqlClient;
  /** Hears the server's notices until the function that it answers is called. */
  onNotice(listener: (notice: SqlNotice) => void): () => void;
}

/** What a connection is made of. */
export interface ConnectionParts {
  readonly engine: PostgresConnection["engine"];
  readonly client: SqlClient;
  /** Asked of the server if absent. */
  readonly version?: number | undefined;
  /** Aborted: a failing statement is reported as cancelled. */
  readonly signal?: AbortSignal | undefined;
  readonly close: () => Promise<void>;
}

/** Makes a connection of a client that is connected. */
export async function connectionOn(parts: ConnectionParts): Promise<PostgresConnection> {
  const { engine, client } = parts;
  const send = sender(parts);
  const version = parts.version ?? (await serverVersion(send));
  return {
    dialect: "postgres",
    engine,
    server: { version },
    client,
    query: async <Row extends object>(sql: string, params: readonly unknown[] = []) => {
      const [result] = await send(sql, params);
      return rowsOf(result) as Row[];
    },
    batch: (statements) => batch(sendEach(parts, send), statements),
    execute: async (sql) => {
      await send(sql);
    },
    onNotice: (listener) => {
      client.on("notice", listener);
      return () => client.off("notice", listener);
    },
    close: parts.close,
  };
}

type Send = (text: string, values?: readonly unknown[]) => Promise<SqlResult[]>;

function sender(parts: ConnectionParts): Send {
  const { client } = parts;
  return (text, values = []) =>
    heard(parts, text, async () => {
      const query = { text, types: plainTypes };
      const answer = await client.query(values.length === 0 ? query : { ...query, values: [...values] });
      return Array.isArray(answer) ? answer : [answer];
    });
}

async function heard<T>(
  { client, signal }: ConnectionParts,
  text: string,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    // The error arrives before the server's word on the state of the transaction, which the next answer brings along.
    await client.query({ text: "" }).catch(() => undefined);
    throw refused(error, text, signal);
  }
}

type SendEach = (statements: readonly string[]) => Promise<SqlResult[]>;

function sendEach(parts: ConnectionParts, send: Send): SendEach {
  const { client } = parts;
  return (statements) => {
    // The line break ends a comment that a statement may end in; without it the semicolon would be part of the comment.
    const text = statements.join("\n;\n");
    if (client.queryEach === undefined) return send(text);
    return heard(parts, text, () => client.queryEach?.(statements) ?? send(text));
  };
}

async function batch(send: SendEach, statements: readonly string[]): Promise<Record<string, unknown>[][]> {
  if (statements.length === 0) return [];
  const results = await send(statements);
  if (results.length !== statements.length) {
    throw new TypeError(`${statements.length} texts held ${results.length} statements`);
  }
  return results.map(rowsOf);
}

function rowsOf(result: SqlResult | undefined): Record<string, unknown>[] {
  return (result?.rows ?? []) as Record<string, unknown>[];
}

async function serverVersion(send: Send): Promise<number> {
  const [result] = await send("SHOW server_version_num");
  return Number(rowsOf(result)[0]?.["server_version_num"]);
}
