/** Milliseconds of each run, sorted, by name. */
export type Times = ReadonlyMap<string, readonly number[]>;

/** Milliseconds that went by. */
const wallClock = (): number => performance.now();

/** Milliseconds that this process computed, whatever else the machine did meanwhile. */
export const cpuClock = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Runs the jobs in turn within this process, so that a busy moment hits all of them, each twice before it counts. */
export async function inTurn(
  jobs: Readonly<Record<string, () => unknown>>,
  runs: number,
  clock = wallClock,
): Promise<Times> {
  const times = new Map<string, number[]>(Object.keys(jobs).map((name) => [name, []]));
  for (let run = -2; run < runs; run += 1) {
    for (const [name, job] of Object.entries(jobs)) {
      const start = clock();
      await job();
      if (run >= 0) times.get(name)?.push(clock() - start);
    }
  }
  return new Map([...times].map(([name, all]) => [name, all.sort((a, b) => a - b)]));
}

function medianOf(times: Times, name: string): number {
  const all = times.get(name) ?? [];
  return all[Math.floor(all.length / 2)] ?? Number.NaN;
}

export function fastestOf(times: Times, name: string): number {
  return times.get(name)?.[0] ?? Number.NaN;
}

/** How many times as long as another one a job took. */
export function ratioOf(times: Times, name: string, other: string): string {
  return `${(medianOf(times, name) / medianOf(times, other)).toFixed(2)} ×`;
}

/** A line for each, with its ratio to the first. */
export function tellTimes(times: Times): void {
  const [limit = ""] = times.keys();
  for (const name of times.keys()) {
    const median = medianOf(times, name).toFixed(1);
    console.log(`  ${name.padEnd(34)} ${median.padStart(7)} ms ${ratioOf(times, name, limit).padStart(9)}`);
  }
}
