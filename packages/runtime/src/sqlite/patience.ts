import { setTimeout as sleep } from "node:timers/promises";
import { isLimbeckError } from "@limbeck/model";
import { lockNotObtained } from "../errors.ts";
import { type RunOptions } from "../options.ts";

/** Pauses between two tries, in milliseconds: short at first, because most runs are. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 200;

/** What a try answers that found the database locked. */
export const LOCKED = Symbol("locked");

/**
 * Tries again and again, as long as another connection keeps the database locked; who that is, a file does not tell. Errors:
 * `lock-not-obtained` (5) when `lockWait` is over; what the signal says if it is aborted while waiting.
 */
export async function untilFree<T>(
  { lockWait = Infinity, signal, report }: RunOptions,
  act: () => Promise<T | typeof LOCKED>,
): Promise<T> {
  const start = performance.now();
  let told = false;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const answer = await act();
    const waited = performance.now() - start;
    if (answer !== LOCKED) {
      if (told) report?.({ kind: "lockTaken", waited });
      return answer;
    }
    if (!told) report?.({ kind: "lockWaiting" });
    told = true;
    if (waited >= lockWait) throw lockNotObtained(undefined, waited);
    await sleep(Math.min(pause, lockWait - waited), undefined, signal === undefined ? {} : { signal });
  }
}

/** The same of something that throws when the database is locked. */
export function patiently<T>(options: RunOptions, act: () => Promise<T>): Promise<T> {
  return untilFree(options, async () => {
    try {
      return await act();
    } catch (error) {
      if (isLocked(error)) return LOCKED;
      throw error;
    }
  });
}

function isLocked(error: unknown): boolean {
  return isLimbeckError(error) && error.code === "database-locked";
}
