import { freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { type Blow, BLOWS, type BlowName, ENDS, killAt } from "./blows.ts";
import { longHistory } from "./history.ts";
import { inspect, type Inspected, type Place, stateOf } from "./inspect.ts";
import { type Start } from "./process.ts";

/** How often what came out. */
export interface Counts {
  blows: number;
  /** Upgrades that were finished afterwards, and were found equal to an undisturbed one. */
  finished: number;
  /** Blows after which a revision was half-run. */
  halfRun: number;
  readonly ends: Map<string, number>;
}

export interface Rounds {
  readonly start: Start;
  readonly count: number;
  readonly major?: number;
  readonly counts: Counts;
}

export function newCounts(): Counts {
  return { blows: 0, finished: 0, halfRun: 0, ends: new Map() };
}

export function tally({ ends }: Counts, end: string): void {
  ends.set(end, (ends.get(end) ?? 0) + 1);
}

/** What an undisturbed run leaves. */
export async function undisturbed({ start, count, major }: Rounds): Promise<readonly string[]> {
  return onFresh(major, async (database) => {
    const { code, stderr } = await start({ url: database.url, count }).ended;
    if (code !== 0) throw new Error(`the undisturbed run ended with ${String(code)}: ${stderr}`);
    return stateOf(database);
  });
}

export async function onFresh<T>(
  major: number | undefined,
  act: (database: TestDatabase) => Promise<T>,
): Promise<T> {
  const database = await freshDatabase(major === undefined ? {} : { major });
  try {
    return await act(database);
  } finally {
    await database.drop();
  }
}

/** Kills one run after the other, each at a moment later than the one before, until one is through. */
export function killEverywhere(rounds: Rounds, expected: readonly string[]): Promise<void> {
  return onFresh(rounds.major, async (database) => {
    let before = "";
    for (let event = 1; ;) {
      const place = await strike(rounds, database, killAt(event), "killed at a boundary");
      if (place === undefined) break;
      const now = JSON.stringify([place.applied, place.halfRun?.done, place.halfRun?.walk]);
      // Where nothing was reached that is kept, the next one lives a moment longer, through each moment up to the next note.
      event = now === before ? event + 1 : 2;
      before = now;
    }
    await finish(rounds, database, expected);
  });
}

/** Strikes one run after the other at random moments until one is through. Answers how many blows that took. */
export function strikeUntilDone(
  rounds: Rounds,
  expected: readonly string[],
  names: () => BlowName,
): Promise<number> {
  return onFresh(rounds.major, async (database) => {
    let blows = 0;
    for (let place: Place | undefined = { applied: 0 }; place !== undefined; blows += 1) {
      const name = names();
      place = await strike(rounds, database, BLOWS[name], name);
    }
    await finish(rounds, database, expected);
    return blows;
  });
}

/** One blow; undefined if everything was done all the same. */
async function strike(
  { start, count, counts }: Rounds,
  database: TestDatabase,
  blow: Blow,
  name: string,
): Promise<Place | undefined> {
  const code = await blow(start, { url: database.url, count });
  if (!ENDS.includes(code)) throw new Error(`${name} ended with ${String(code)}`);
  const place = await inspect(database, longHistory(count));
  counts.blows += 1;
  tally(counts, `${name}: ${code === undefined ? "gone" : `exit ${code}`}`);
  if (place.halfRun !== undefined) counts.halfRun += 1;
  return place.applied === count ? undefined : place;
}

/** `upgrade head` finishes the work, and what is there is what an undisturbed run leaves. */
export async function finish(
  { start, count, counts }: Rounds,
  database: Inspected,
  expected: readonly string[],
): Promise<void> {
  const { code, stderr } = await start({ url: database.url, count }).ended;
  if (code !== 0) throw new Error(`upgrade head ended with ${String(code)}: ${stderr}`);
  await inspect(database, longHistory(count));
  const found = await stateOf(database);
  const other = found.findIndex((line, at) => line !== expected[at]);
  if (other >= 0 || found.length !== expected.length)
    throw new Error(`not as after an undisturbed run:\n${found[other] ?? ""}\n${expected[other] ?? ""}`);
  counts.finished += 1;
}
