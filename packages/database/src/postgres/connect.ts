import { isLimbeckError } from "@limbeck/model";
import type { Client, ClientConfig } from "pg";
import { connectError, isTlsUnsupported, reasonsOf } from "./connectError.ts";
import { type PostgresConnection, connectionOn } from "./connection.ts";
import type { ConnectOptions } from "../connect.ts";
import { openPglite } from "./pglite.ts";
import { present } from "../present.ts";
import { requirePg } from "./requirePg.ts";
import type { PgliteTarget, PostgresTarget, TlsMode } from "../target.ts";

/** Starts the embedded PostgreSQL on its folder. Errors: `pglite-missing`, `database-unreachable`. */
export async function connectDirectory(target: PgliteTarget): Promise<PostgresConnection> {
  try {
    return await openPglite({ dataDir: target.directory });
  } catch (error) {
    throw isLimbeckError(error) ? error : connectError(error, target);
  }
}

/**
 * Connects to a server; `pg` is loaded here and not before. Errors: `database-unreachable`, `host-unknown`, `password-wrong`,
 * `access-refused`, `database-unknown`, `tls-refused`, `cancelled`.
 */
export async function connectPostgres(
  target: PostgresTarget,
  options: ConnectOptions,
): Promise<PostgresConnection> {
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
): Promise<PostgresConnection> {
  const pg = requirePg();
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
