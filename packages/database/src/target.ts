import type { ConnectionOptions } from "node:tls";

/** Where a database is: a server of PostgreSQL, or a folder of the embedded one. */
export type Target = PostgresTarget | PgliteTarget;

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

/** The URL of a target as it may be shown to anyone. */
export function targetUrl(target: Target): string {
  if (target.engine === "pglite") return `pglite://${target.directory}`;
  const { user, password, host, port, database } = target;
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
  if (target.engine === "pglite") return false;
  return target.port === 6543 || (target.host?.split(".")[0]?.endsWith("-pooler") ?? false);
}
