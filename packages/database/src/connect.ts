import { isLimbeckError } from "@limbeck/model";
import type { Client, ClientConfig } from "pg";
import { connectError, isTlsUnsupported, reasonsOf } from "./connectError.ts";
import { type Connection, connectionOn } from "./connection.ts";
import { cancelled } from "./errors.ts";
import { openPglite } from "./pglite.ts";
import { present } from "./present.ts";
import type { PgliteTarget, PostgresTarget, Target, TlsMode } from "./target.ts";
import { parseUrl } from "./url.ts";

export interface ConnectOptions {
  /** What the server's list of sessions says of this one, if the URL has no other name for it. */
  readonly applicationName?: string;
  /** Runs first on the new connection, for instance to `SET ROLE`; if it fails, the connection is closed. */
  readonly onConnect?: (connection: Connection) => Promise<void> | void;
  /** Gives up connecting; later, cancels the statement in hand. */
  readonly signal?: AbortSignal;
}

/**
 * Connects to a database, given as URL or in parts. `pg` and PGlite are loaded here and not before.
 * Errors: those of `parseUrl`, `database-unreachable`, `host-unknown`, `password-wrong`, `access-refused`, `database-unknown`,
 * `tls-refused`, `pglite-missing`, `cancelled`.
 */
export async function connect(database: string | Target, options: ConnectOptions = {}): Promise<Connection> {
  const target = typeof database === "string" ? parseUrl(database) : database;
  if (options.signal?.aborted === true) throw cancelled();
  const connection = await (target.engine === "pglite"
    ? connectDirectory(target)
    : connectPostgres(target, options));
  try {
    await options.onConnect?.(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return connection;
}

async function connectDirectory(target: PgliteTarget): Promise<Connection> {
  try {
    return await openPglite({ dataDir: target.directory });
  } catch (error) {
    throw isLimbeckError(error) ? error : connectError(error, target);
  }
}

async function connectPostgres(target: PostgresTarget, options: ConnectOptions): Promise<Connection> {
  try {
    return await connectOnce(target, tlsOf(target), options);
  } catch (error) {
    if (isTlsOptional(target) && isTlsUnsupported(reasonsOf(error)))
      return connectOnce(target, false, options);
    throw error;
  }
}

async function connectOnce(
  target: PostgresTarget,
  ssl: ClientConfig["ssl"],
  options: ConnectOptions,
): Promise<Connection> {
  const { default: pg } = await import("pg");
  const { signal } = options;
  const config = clientConfig(target, ssl, options);
  const client = new pg.Client(config);
  // A session that the server ends while nothing runs is reported by the next statement; without a listener it ends the process.
  client.on("error", () => undefined);
  const version = reportedVersion(client);
  const cancel = () => void cancelStatement(client, new pg.Client(config));
  // After `end` a client that is still connecting never answers; when its line breaks, it does (seen in pg 8.23).
  const giveUp = () => void client.connection.stream.destroy();
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    await client.connect();
    if (signal?.aborted === true) throw new Error("aborted");
  } catch (error) {
    void client.end().catch(() => undefined);
    throw connectError(error, target, signal);
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
  signal?.addEventListener("abort", cancel);
  const close = async () => {
    signal?.removeEventListener("abort", cancel);
    await client.end();
  };
  return connectionOn({ engine: "postgres", client, version: version(), signal, close });
}

function clientConfig(
  target: PostgresTarget,
  ssl: ClientConfig["ssl"],
  options: ConnectOptions,
): ClientConfig {
  const { host, port, user, password, database } = target;
  return {
    ...present<ClientConfig>({ host, port, user, password, database, ssl, options: target.options }),
    application_name: target.applicationName ?? options.applicationName ?? "limbeck",
    connectionTimeoutMillis: (target.connectTimeout ?? 15) * 1000,
    keepAlive: true,
  };
}

const tlsModes = {
  disable: false,
  allow: { rejectUnauthorized: false },
  prefer: { rejectUnauthorized: false },
  require: { rejectUnauthorized: false },
  "no-verify": { rejectUnauthorized: false },
  "verify-ca": true,
  "verify-full": true,
} satisfies Readonly<Record<TlsMode, ClientConfig["ssl"]>>;

function tlsOf({ ssl }: PostgresTarget): ClientConfig["ssl"] {
  return typeof ssl === "string" ? tlsModes[ssl] : ssl;
}

function isTlsOptional({ ssl }: PostgresTarget): boolean {
  return ssl === "allow" || ssl === "prefer";
}

/** The server says its version while it greets, which saves asking: "18.4 (Debian 18.4-1)", "19beta1". */
function reportedVersion(client: Client): () => number | undefined {
  let version: number | undefined;
  const listener = ({ parameterName, parameterValue }: { parameterName: string; parameterValue: string }) => {
    const [, major, minor = "0"] =
      (parameterName === "server_version" && /^(\d+)(?:\.(\d+))?/.exec(parameterValue)) || [];
    if (major !== undefined) version = Number(major) * 10_000 + Number(minor);
  };
  client.connection.on("parameterStatus", listener);
  return () => version;
}

/** Cancels what a session does at this moment, by way of a session of its own. */
async function cancelStatement(client: Client, helper: Client): Promise<void> {
  const pid: unknown = Reflect.get(client, "processID");
  helper.on("error", () => undefined);
  try {
    await helper.connect();
    await helper.query("SELECT pg_cancel_backend($1)", [pid]);
  } catch {
    // The server cannot be reached: then the statement in hand fails by itself.
  } finally {
    await helper.end();
  }
}
