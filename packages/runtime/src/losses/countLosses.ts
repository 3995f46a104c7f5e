import { type Connection } from "@limbeck/database";
import { type Dialect } from "@limbeck/model";
import { type Holder } from "@limbeck/operations";
import { keeperOf } from "../session/keeper.ts";
import { type RunOptions } from "../options.ts";
import { postgresCounter } from "../postgres/countHeld.ts";
import { type PreparedStep } from "../steps/preparedStep.ts";
import { lostLockRace } from "../steps/serverWords.ts";
import { sqliteCounter } from "../sqlite/countHeld.ts";
import { type Count, together } from "./count.ts";
import { type ForeseenLoss, type Loss, losses } from "./loss.ts";

/** Counts what is held, in a constant number of round trips; absent where there is no such thing, or nobody may look. */
export type CountHeld = (
  connection: Connection,
  options: RunOptions,
  holders: readonly Holder[],
) => Promise<readonly (Count | undefined)[]>;

const counters = { postgres: postgresCounter, sqlite: sqliteCounter } satisfies Readonly<
  Record<Dialect, CountHeld>
>;

/**
 * What data steps destroy that is there now: a table without rows and a column of nothing but NULL are no loss. What somebody keeps
 * locked is not waited for longer than a statement of a revision would, and not counted.
 */
export async function lossesOn(
  connection: Connection,
  options: RunOptions,
  steps: readonly PreparedStep[],
): Promise<readonly Loss[]> {
  const foreseen = losses(steps);
  const holders = [...new Set(foreseen.flatMap(({ held }) => held ?? []))];
  const counts = new Map<Holder, Count | undefined>();
  if (holders.length > 0)
    (await count(connection, options, holders)).forEach((each, at) => {
      const holder = holders[at];
      if (holder !== undefined) counts.set(holder, each);
    });
  return foreseen.flatMap((loss) => counted(loss, counts));
}

async function count(
  connection: Connection,
  options: RunOptions,
  holders: readonly Holder[],
): Promise<readonly (Count | undefined)[]> {
  try {
    return await keeperOf(connection).patiently(options, () =>
      counters[connection.dialect](connection, options, holders),
    );
  } catch (error) {
    if (lostLockRace(error)) return [];
    throw error;
  }
}

function counted(
  { held, ...loss }: ForeseenLoss,
  counts: ReadonlyMap<Holder, Count | undefined>,
): readonly Loss[] {
  const found = held === undefined ? undefined : together(held.map((holder) => counts.get(holder)));
  if (found === undefined) return [loss];
  return found.number === 0 && found.precision === "exact" ? [] : [{ ...loss, count: found }];
}
