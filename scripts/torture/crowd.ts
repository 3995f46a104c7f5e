import { onFresh, type Rounds } from "./rounds.ts";
import { longHistory } from "./history.ts";
import { inspect, stateOf } from "./inspect.ts";

/** Starts so many runs of `upgrade head` at once: one of them runs each revision, and all of them succeed. */
export function crowd(rounds: Rounds, size: number, expected: readonly string[]): Promise<void> {
  return onFresh(rounds.major, async (database) => {
    const { start, count } = rounds;
    const runs = Array.from({ length: size }, () => start({ url: database.url, count }).ended);
    const ended = await Promise.all(runs);
    const failed = ended.find(({ code }) => code !== 0);
    if (failed !== undefined)
      throw new Error(`one of ${size} ended with ${String(failed.code)}: ${failed.stderr}`);
    const steps = ended.flatMap(({ stdout }) => stepsOf(stdout));
    const { ids } = longHistory(count);
    if (steps.toSorted().join() !== ids.join()) throw new Error(`run: ${steps.join()}`);
    await inspect(database, longHistory(count));
    if ((await stateOf(database)).join("\n") !== expected.join("\n")) throw new Error("not as after one run");
  });
}

/** Starts two runs at once whose files differ: each revision is that of one of them, and the history tells whose. */
export function twoVersions(rounds: Rounds): Promise<void> {
  return onFresh(rounds.major, async (database) => {
    const { start, count } = rounds;
    const runs = ["red", "blue"].map((variant) => start({ url: database.url, count, variant }).ended);
    const ended = await Promise.all(runs);
    if (ended.some(({ code }) => code !== 0)) throw new Error(ended.map(({ stderr }) => stderr).join());
    await inspect(database, longHistory(count));
    const client = await database.client();
    const { rows } = await client.query<{ said: string; checksum: string }>(
      `SELECT obj_description('steps'::regclass) AS said, checksum FROM limbeck_history WHERE outcome = 'done' ORDER BY id`,
    );
    const last = rows.at(-1);
    const said = `${last?.checksum.split(" ")[1] ?? ""} ${count - 1}`;
    if (rows.length !== count || last?.said !== said)
      throw new Error(`${rows.length} steps, at last ${last?.said ?? ""}`);
  });
}

function stepsOf(stdout: string): readonly string[] {
  const [, json = "{}"] = stdout.split("\n");
  const told: unknown = JSON.parse(json);
  const steps: unknown = typeof told === "object" && told !== null && "steps" in told ? told.steps : [];
  return Array.isArray(steps) ? steps.map(String) : [];
}
