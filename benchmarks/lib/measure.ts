import { spawnSync } from "node:child_process";

export interface Command {
  readonly name: string;
  /** Absent: this Node. */
  readonly program?: string;
  /** A script for this Node and its arguments, or those of the program. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What has to be done each time before, and is not timed. */
  readonly before?: () => void;
}

export interface Measured {
  readonly name: string;
  /** Seconds of a whole process, sorted. */
  readonly seconds: readonly number[];
}

/** Runs the commands in turn, so that a busy moment hits all of them, each once before it counts. */
export function measure(commands: readonly Command[], runs: number): readonly Measured[] {
  const seconds = new Map<string, number[]>(commands.map(({ name }) => [name, []]));
  for (let run = -1; run < runs; run += 1) {
    for (const command of commands) {
      const took = once(command);
      if (run >= 0) seconds.get(command.name)?.push(took);
    }
  }
  return [...seconds].map(([name, all]) => ({ name, seconds: all.sort((a, b) => a - b) }));
}

function once({ name, program = process.execPath, args, cwd, env, before }: Command): number {
  before?.();
  const start = performance.now();
  const { status, stderr, stdout } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
    encoding: "utf8",
  });
  const took = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${name} ended with ${status ?? "a signal"}:\n${stdout}${stderr}`);
  return took;
}

export function median({ seconds }: Measured): number {
  return seconds[Math.floor(seconds.length / 2)] ?? Number.NaN;
}

/** A line for each, with its ratio to the first. */
export function tell(measured: readonly Measured[]): void {
  const [limit] = measured;
  for (const one of measured) {
    const [fastest = Number.NaN] = one.seconds;
    const ratio = limit === undefined ? "" : `${(median(one) / median(limit)).toFixed(2)} ×`;
    console.log(
      `  ${one.name.padEnd(34)} ${median(one).toFixed(3)} s  (fastest ${fastest.toFixed(3)} s)  ${ratio.padStart(9)}`,
    );
  }
}
