import { createHash } from "node:crypto";
import type { Session } from "../connection.ts";

/** A key of PostgreSQL's advisory locks: a signed 64-bit number, as text. */
export type LockKey = string;

/** What a lock is for: the same three give the same key, on every machine. */
export interface LockName {
  readonly database: string;
  readonly schema: string;
  readonly versionTable: string;
  /** Absent: the lock of the one who migrates. `work`: of the session that it works with. */
  readonly part?: "work";
}

/** Who holds a lock. What the asking role may not see is absent. */
export interface LockHolder {
  readonly pid: number;
  readonly application?: string;
  readonly user?: string;
  readonly host?: string;
  /** When the session that holds it began, as PostgreSQL writes a time with zone. */
  readonly since?: string;
  /** What it runs now, or ran last. */
  readonly query?: string;
}

export function lockKey({ database, schema, versionTable, part }: LockName): LockKey {
  const parts = part === undefined ? [] : [part];
  const digest = createHash("sha256")
    .update(JSON.stringify(["limbeck", database, schema, versionTable, ...parts]))
    .digest();
  return digest.readBigInt64BE().toString();
}

/**
 * Takes the lock if it is free, for the session or for the open transaction, and says whether it did. There is no blocking
 * form: a session that waits inside `pg_advisory_lock` holds a snapshot, for which a CREATE INDEX CONCURRENTLY of the
 * holder waits in turn, until the deadlock detector ends one of them (40P01). Poll, and sleep outside of statements.
 *
 * The key stands in the text, because a statement with parameters goes by the extended protocol: its portal lives as long as the
 * transaction, and so does its snapshot (`backend_xmin`), for which a CREATE INDEX CONCURRENTLY waits forever. Measured.
 */
export async function tryLock(
  connection: Session,
  key: LockKey,
  scope: "session" | "transaction" = "session",
): Promise<boolean> {
  const take = scope === "session" ? "pg_try_advisory_lock" : "pg_try_advisory_xact_lock";
  const [row] = await connection.query<{ taken: boolean }>(
    `SELECT ${take}('${BigInt(key)}'::bigint) AS taken`,
  );
  return row?.taken === true;
}

/** Lets go of a session's lock, and says whether the session held it. */
export async function unlock(connection: Session, key: LockKey): Promise<boolean> {
  const [row] = await connection.query<{ freed: boolean }>("SELECT pg_advisory_unlock($1::bigint) AS freed", [
    key,
  ]);
  return row?.freed === true;
}

/** Who holds the lock; undefined if nobody does. */
export async function lockHolder(connection: Session, key: LockKey): Promise<LockHolder | undefined> {
  const [row] = await connection.query<{ holder: LockHolder }>(holderQuery, [key]);
  return row?.holder;
}

// A 64-bit key stands in pg_locks as two halves, with objsubid 1.
const holderQuery = `
  SELECT json_strip_nulls(json_build_object('pid', l.pid, 'application', nullif(a.application_name, ''),
    'user', a.usename, 'host', coalesce(a.client_hostname, host(a.client_addr)),
    'since', a.backend_start::text, 'query', nullif(a.query, ''))) AS holder
  FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (l.classid::bigint << 32) | l.objid::bigint = $1::bigint`;
