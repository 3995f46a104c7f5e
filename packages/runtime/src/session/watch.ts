import { blockersOf, buildProgress, type LockHolder } from "@limbeck/database";
import { describe } from "@limbeck/operations";
import { type Runner } from "./migrationLock.ts";
import { type Item } from "../steps/preparedStep.ts";

/** Sees from another session what a statement waits for. */
export interface Watch {
  /** Ends it, and says who was in the way when it looked last. */
  readonly stop: () => Promise<readonly LockHolder[]>;
}

/** Sees nothing. */
export const BLIND: Watch = { stop: () => Promise.resolve([]) };

const EVERY = 1000;

/**
 * Looks after a while, and then every so often, whom session `pid` waits for, and tells when they are others than before; of an
 * index that is built, how far it is. Where there is no second session, it sees nothing. `first` is in milliseconds.
 */
export function watchItem({ helper, options }: Runner, item: Item, pid: number, first: number): Watch {
  if (helper === undefined) return BLIND;
  const { revision, operation } = item;
  let blockers: readonly LockHolder[] = [];
  const look = async (): Promise<void> => {
    const found = await blockersOf(helper, pid);
    if (pidsOf(found) !== pidsOf(blockers) && found.length > 0)
      options.report?.({
        kind: "statementBlocked",
        revision,
        operation: describe(operation),
        blockers: found,
      });
    if (found.length > 0) blockers = found;
    const progress = isBuild(item) ? await buildProgress(helper, pid) : undefined;
    if (progress !== undefined)
      options.report?.({ kind: "indexProgress", revision, operation: describe(operation), ...progress });
  };
  const end = repeat(look, first);
  return {
    stop: async () => {
      await end();
      return blockers;
    },
  };
}

function isBuild(item: Item): boolean {
  if (item.kind !== "statement") return false;
  const kind = item.statement.effect?.kind;
  return kind === "indexBuilt" || kind === "reindexed";
}

function pidsOf(sessions: readonly LockHolder[]): string {
  return sessions
    .map(({ pid }) => pid)
    .sort()
    .join();
}

/** Calls `look` after `first` and then every second, one call after the other. What a look throws ends the looking, not the run. */
function repeat(look: () => Promise<void>, first: number): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const again = (pause: number): void => {
    timer = setTimeout(() => {
      looking = look().then(
        () => (isOver ? undefined : again(EVERY)),
        () => undefined,
      );
    }, pause);
  };
  again(first);
  return async () => {
    isOver = true;
    clearTimeout(timer);
    await looking;
  };
}
