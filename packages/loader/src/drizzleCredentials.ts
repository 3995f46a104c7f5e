import { configInvalid } from "./errors.ts";
import { isRecord, optional, record } from "./option.ts";

/** How Drizzle's configuration reaches the database. */
export type DrizzleCredentials =
  | { readonly kind: "url"; readonly url: string; readonly authToken?: string }
  | DatabaseParts
  /** PGlite; `url` is its folder, absent in memory. */
  | { readonly kind: "pglite"; readonly url?: string }
  /** A driver over HTTP or on a device, which cannot run migrations for us. */
  | { readonly kind: "other"; readonly driver: string };

export interface DatabaseParts {
  readonly kind: "parts";
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database: string;
  /** As `pg` takes it, or one of libpq's modes. */
  readonly ssl?: Ssl;
}

export type Ssl = boolean | string | Readonly<Record<string, unknown>>;

type Options = Readonly<Record<string, unknown>>;

/** The credentials of a Drizzle configuration, nothing where there are none. Fails with `config-invalid`, which never holds a value. */
export function drizzleCredentials(config: Options, file: string): DrizzleCredentials | undefined {
  const driver = optional(config, "driver", "string", file);
  const written = config["dbCredentials"];
  if (driver !== undefined && driver !== "pglite") return { kind: "other", driver };
  if (written === undefined || written === null) return driver === undefined ? undefined : { kind: "pglite" };
  const credentials = record(written, file, "dbCredentials");
  const url = optional(credentials, "url", "string", file);
  if (driver === "pglite") return { kind: "pglite", ...(url !== undefined && { url }) };
  if (url !== undefined) return urlOf(url, credentials, file);
  return "host" in credentials || "database" in credentials ? partsOf(credentials, file) : undefined;
}

function urlOf(url: string, credentials: Options, file: string): DrizzleCredentials {
  const authToken = optional(credentials, "authToken", "string", file);
  return { kind: "url", url, ...(authToken !== undefined && { authToken }) };
}

function partsOf(credentials: Options, file: string): DatabaseParts {
  const host = optional(credentials, "host", "string", file);
  const database = optional(credentials, "database", "string", file);
  if (host === undefined) throw configInvalid(file, "dbCredentials.host", "a string");
  if (database === undefined) throw configInvalid(file, "dbCredentials.database", "a string");
  const port = portOf(credentials, file);
  const user = optional(credentials, "user", "string", file);
  const password = optional(credentials, "password", "string", file);
  const ssl = sslOf(credentials["ssl"], file);
  return {
    kind: "parts",
    host,
    database,
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(ssl !== undefined && { ssl }),
  };
}

/** `port: process.env.PORT` is a text that drizzle-kit takes too. */
function portOf(credentials: Options, file: string): number | undefined {
  const { port } = { port: credentials["port"] };
  if (port === undefined || port === null || port === "") return undefined;
  const number = Number(port);
  if (!Number.isInteger(number)) throw configInvalid(file, "dbCredentials.port", "a number");
  return number;
}

function sslOf(ssl: unknown, file: string): Ssl | undefined {
  if (ssl === undefined || ssl === null) return undefined;
  if (typeof ssl === "boolean" || typeof ssl === "string" || isRecord(ssl)) return ssl;
  throw configInvalid(file, "dbCredentials.ssl", "true, false, a mode or an object");
}
