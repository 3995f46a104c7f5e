import type { Session } from "../connection.ts";
import type { LockHolder } from "./lock.ts";

/**
 * The sessions that hold what session `pid` waits for at this moment, those with the oldest transactions first; `since` is when
 * these began. None if it does not wait.
 */
export async function blockersOf(connection: Session, pid: number): Promise<readonly LockHolder[]> {
  // In a transaction the server shows the sessions as they were when they were looked at first.
  const [, rows = []] = await connection.batch(["SELECT pg_stat_clear_snapshot()", blockersQuery(pid)]);
  return rows.map(({ blocker }) => blocker as LockHolder);
}

function blockersQuery(pid: number): string {
  return `
  SELECT json_strip_nulls(json_build_object('pid', b.pid, 'application', nullif(a.application_name, ''),
    'user', a.usename, 'host', coalesce(a.client_hostname, host(a.client_addr)),
    'since', a.xact_start::text, 'query', nullif(a.query, ''))) AS blocker
  FROM (SELECT DISTINCT pid FROM unnest(pg_blocking_pids(${Math.trunc(pid)})) AS pid) AS b
    LEFT JOIN pg_stat_activity a ON a.pid = b.pid
  ORDER BY a.xact_start NULLS LAST, b.pid`;
}

/** How far a session is with building an index. */
export interface BuildProgress {
  /** In the server's words: `building index: scanning table`. */
  readonly phase: string;
  /** Of the phase, in blocks or rows; 0 of 0 where it does not count. */
  readonly done: number;
  readonly total: number;
}

/**
 * How far session `pid` is with building an index; undefined if it builds none. Without parameters, and so without a snapshot
 * that stays (see `tryLock`).
 */
export async function buildProgress(connection: Session, pid: number): Promise<BuildProgress | undefined> {
  const [row] = await connection.query<{ progress: BuildProgress }>(
    `SELECT json_build_object('phase', phase, 'done', CASE WHEN blocks_total > 0 THEN blocks_done ELSE tuples_done END,
      'total', CASE WHEN blocks_total > 0 THEN blocks_total ELSE tuples_total END) AS progress
    FROM pg_stat_progress_create_index WHERE pid = ${Math.trunc(pid)}`,
  );
  return row?.progress;
}
