import type { ConnectionOptions } from "node:tls";
import { maskUrl } from "./mask.ts";

/** Where a database is: a server of PostgreSQL or a folder of the embedded one; a file of SQLite or a server of libSQL. */
export type Target = PostgresTarget | PgliteTarget | SqliteTarget | LibsqlTarget;

/** A PostgreSQL server and a database on it. What is absent is taken from `PGHOST`, `PGUSER` … as every client does. */
export interface PostgresTarget {
  readonly engine: "postgres";
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  /**
   * `true`, `"verify-ca"` and `"verify-full"` check the certificate; the other words do not, as in drizzle-kit, and `"allow"`
   * and `"prefer"` fall back to an open connection.
   */
  readonly ssl?: boolean | TlsMode | ConnectionOptions;
  /** Settings for the session, as `-c name=value`. */
  readonly options?: string;
  readonly applicationName?: string;
  /** In seconds; 15 if absent. */
  readonly connectTimeout?: number;
}

export type TlsMode = "disable" | "allow" | "prefer" | "require" | "no-verify" | "verify-ca" | "verify-full";

/** A data directory of PGlite, relative to the current folder or absolute. */
export interface PgliteTarget {
  readonly engine: "pglite";
  readonly directory: string;
}

/** The path of a database that lives in memory, and ends with its connection. */
export const MEMORY = ":memory:";

/** A database file of SQLite, relative to the current folder or absolute, or `:memory:`. */
export interface SqliteTarget {
  readonly engine: "sqlite";
  readonly path: string;
}

/** A database on a server of libSQL. */
export interface LibsqlTarget {
  readonly engine: "libsql";
  /** `libsql://`, `https://`, `wss://` … as `@libsql/client` takes it, without the token. */
  readonly url: string;
  readonly authToken?: string;
}

/** What is asked of a target, answered by each engine. */
type PerEngine<T> = {
  readonly [E in Target["engine"]]: (target: Extract<Target, { engine: E }>) => T;
};

/** The answer of the target's engine. */
export function onEngine<T>(target: Target, answers: PerEngine<T>): T {
  switch (target.engine) {
    case "postgres":
      return answers.postgres(target);
    case "pglite":
      return answers.pglite(target);
    case "sqlite":
      return answers.sqlite(target);
    case "libsql":
      return answers.libsql(target);
  }
}

/** The dialect that the target's database speaks. */
export function dialectOf(target: Target): "postgres" | "sqlite" {
  return onEngine<"postgres" | "sqlite">(target, {
    postgres: () => "postgres",
    pglite: () => "postgres",
    sqlite: () => "sqlite",
    libsql: () => "sqlite",
  });
}

/** The URL of a target as it may be shown to anyone. */
export function targetUrl(target: Target): string {
  return onEngine(target, {
    postgres: postgresUrl,
    pglite: ({ directory }) => `pglite://${directory}`,
    sqlite: ({ path }) => `sqlite:${path}`,
    libsql: ({ url }) => maskUrl(url),
  });
}

function postgresUrl({ user, password, host, port, database }: PostgresTarget): string {
  const account = [user === undefined ? "" : encodeURIComponent(user), password === undefined ? "" : "***"];
  const authority = [
    account.filter((part) => part !== "").join(":"),
    `${host ?? ""}${port === undefined ? "" : `:${port}`}`,
  ];
  return `postgres://${authority.filter((part) => part !== "").join("@")}/${encodeURIComponent(database ?? "")}`;
}

/**
 * Whether the target looks like a pooler, which may hand each transaction to another session, so that a session's lock
 * means nothing there: Neon's and others' `-pooler` hosts, Supabase's port 6543.
 */
export function looksPooled(target: Target): boolean {
  if (target.engine !== "postgres") return false;
  return target.port === 6543 || (target.host?.split(".")[0]?.endsWith("-pooler") ?? false);
}
