import { setTimeout } from "node:timers/promises";
import { isBusy } from "./refused.ts";

/** How long a statement waits for other connections, in milliseconds. */
export const BUSY_TIMEOUT = 5000;

/**
 * How long a driver itself waits, in milliseconds: not at all, because a synchronous one stops the whole process meanwhile, also
 * the connection of the same process that it waits for.
 */
export const DRIVER_TIMEOUT = 0;

const LONGEST_PAUSE = 100;

/** Runs `act` again as long as other connections stand in its way, until the time is over; then it throws what `act` threw. */
export async function whileBusy<T>(act: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const end = performance.now() + BUSY_TIMEOUT;
  for (let pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      return await act();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end || signal?.aborted === true) throw error;
      // Not all at once: those that wait came at the same time.
      await setTimeout(pause * (0.5 + Math.random() / 2));
    }
  }
}
