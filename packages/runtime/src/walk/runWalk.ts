import { setImmediate } from "node:timers/promises";
import { type RunOptions } from "../options.ts";
import { interrupted } from "../errors.ts";
import { type Segment } from "../steps/segment.ts";
import { newWalker } from "./walker.ts";

/** Runs a segment that walks: batch after batch, each by `run` as a segment of its own, until no row is left. Errors: those of `run`; `cancelled` (130). */
export async function runWalk(
  segment: Segment,
  options: RunOptions,
  run: (batch: Segment) => Promise<void>,
): Promise<void> {
  for (const part of segment.parts) {
    for (const item of part.items) {
      if (item.kind !== "walk") throw new TypeError("a segment that walks, and something else in it");
      const walker = newWalker(item.walk.size, part.ledger?.walk);
      const batch: Segment = { ...segment, parts: [{ ...part, items: [{ ...item, walker }] }] };
      while (!walker.isOver) {
        await pausing(options);
        await run(batch);
        // A database in this process never waits: without that, nobody else would get a turn.
        await setImmediate();
      }
    }
  }
}

/** Waits as long as the caller wants the walk to pause, or until the run is to end. */
async function pausing({ pause, signal }: RunOptions): Promise<void> {
  const wish = pause?.();
  if (wish === undefined) return;
  if (signal === undefined) return wish;
  let listener: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    listener = () => {
      reject(interrupted());
    };
    if (signal.aborted) listener();
    else signal.addEventListener("abort", listener);
  });
  try {
    await Promise.race([wish, aborted]);
  } finally {
    if (listener !== undefined) signal.removeEventListener("abort", listener);
  }
}
