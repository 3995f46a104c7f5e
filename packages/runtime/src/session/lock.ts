import { setTimeout as sleep } from "node:timers/promises";
import {
  begin,
  type Connection,
  type LockHolder,
  lockHolder,
  type LockKey,
  rollback,
  tryLock,
  unlock,
} from "@limbeck/database";
import { lockNotObtained } from "../errors.ts";
import { type Report } from "../event.ts";

export interface LockRequest {
  /** The session that holds the lock. */
  readonly connection: Connection;
  readonly key: LockKey;
  /** The lock of the session that its holder works with. */
  readonly work: LockKey;
  readonly scope: "session" | "transaction";
  /** In milliseconds; absent: as long as the holder lives. */
  readonly wait?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly report?: Report | undefined;
}

/** Pauses between two tries, in milliseconds: short at first, because most runs are. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1000;

/**
 * Runs `act` while holding the lock. It is tried again and again, never waited for inside a statement (see `tryLock`).
 * Errors: `lock-not-obtained` (5); what the signal says if it is aborted while waiting.
 */
export async function withLock<T>(request: LockRequest, act: () => Promise<T>): Promise<T> {
  await takeLock(request);
  try {
    return await act();
  } finally {
    // A session that is lost holds nothing any more.
    await releaseLock(request).catch(() => undefined);
  }
}

async function takeLock(request: LockRequest): Promise<void> {
  const start = performance.now();
  let told: Told | undefined;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    if (await tryOnce(request)) break;
    const waited = performance.now() - start;
    told = await tellHolder(request, told);
    const left = (request.wait ?? Infinity) - waited;
    if (left <= 0) throw lockNotObtained(told.holder, waited);
    await sleep(
      Math.min(pause, left),
      undefined,
      request.signal === undefined ? {} : { signal: request.signal },
    );
  }
  request.report?.({ kind: "lockTaken", waited: performance.now() - start });
}

async function tryOnce({ connection, key, scope }: LockRequest): Promise<boolean> {
  if (scope === "session") return tryLock(connection, key);
  await begin(connection);
  // It will be idle for as long as the run takes.
  await connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
  if (await tryLock(connection, key, "transaction")) return true;
  await rollback(connection);
  return false;
}

interface Told {
  readonly holder?: LockHolder;
}

/** Reports who holds the lock, if that is another session than the one told before. */
async function tellHolder(request: LockRequest, before: Told | undefined): Promise<Told> {
  const { report } = request;
  const holder = await holderAtWork(request);
  const now = holder === undefined ? {} : { holder };
  if (before === undefined || before.holder?.pid !== holder?.pid) report?.({ kind: "lockWaiting", ...now });
  return now;
}

/** The session that holds the lock only waits: what is run there is told by the one that works. */
async function holderAtWork({ connection, key, work }: LockRequest): Promise<LockHolder | undefined> {
  const holder = await lockHolder(connection, key);
  const worker = holder === undefined || key === work ? undefined : await lockHolder(connection, work);
  if (holder === undefined || worker === undefined) return holder;
  const { query: _, ...who } = holder;
  return worker.query === undefined ? who : { ...who, query: worker.query };
}

async function releaseLock({ connection, key, scope }: LockRequest): Promise<void> {
  if (scope === "session") await unlock(connection, key);
  else await rollback(connection);
}
