import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

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
  /** Seconds that a process computed, in all its threads, sorted; they say more than the others on a busy machine. */
  readonly computed: readonly number[];
}

/** Runs the commands in turn, so that a busy moment hits all of them, each once before it counts. */
export function measure(commands: readonly Command[], runs: number): readonly Measured[] {
  const times = new Map<string, Took[]>(commands.map(({ name }) => [name, []]));
  const folder = mkdtempSync(join(tmpdir(), "limbeck-bench-"));
  for (let run = -1; run < runs; run += 1) {
    for (const command of commands) {
      const took = once(command, join(folder, "computed"));
      if (run >= 0) times.get(command.name)?.push(took);
    }
  }
  rmSync(folder, { recursive: true });
  return [...times].map(([name, all]) => ({
    name,
    seconds: sorted(all.map(({ seconds }) => seconds)),
    computed: sorted(all.flatMap(({ computed }) => computed ?? [])),
  }));
}

interface Took {
  readonly seconds: number;
  /** Absent for what is no Node, on Windows. */
  readonly computed: number | undefined;
}

function sorted(numbers: readonly number[]): readonly number[] {
  return numbers.toSorted((a, b) => a - b);
}

/** `file` is where the process leaves what it computed. */
function once(command: Command, file: string): Took {
  const { name, cwd, env, before } = command;
  before?.();
  const [program, ...args] = counted(command);
  rmSync(file, { force: true });
  const start = performance.now();
  const { status, stderr, stdout } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", LIMBECK_BENCH_COMPUTED: file, ...env },
    encoding: "utf8",
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${name} ended with ${status ?? "a signal"}:\n${stdout}${stderr}`);
  return { seconds, computed: existsSync(file) ? secondsIn(readFileSync(file, "utf8")) : undefined };
}

/** A command that leaves in a file what it computed: Node says that itself, of another program its shell does. */
function counted({ program, args }: Command): readonly [string, ...string[]] {
  if (program === undefined) return [process.execPath, "--require", COMPUTED, ...args];
  if (process.platform === "win32") return [program, ...args];
  return ["sh", "-c", '"$@" && times > "$LIMBECK_BENCH_COMPUTED"', "sh", program, ...args];
}

/** The number that Node says; or the lines of `times`, the second of which is of what the shell has run: `0m1.66s 0m0.65s`. */
function secondsIn(text: string): number {
  const [, ofProgram] = text.split("\n");
  if (ofProgram === undefined) return Number(text);
  const parts = [...ofProgram.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}

const COMPUTED = fileURLToPath(new URL("computed.cjs", import.meta.url));

export function median({ seconds }: Measured): number {
  return seconds[Math.floor(seconds.length / 2)] ?? Number.NaN;
}

/** A line for each, with its ratio to the first. */
export function tell(measured: readonly Measured[]): void {
  const [limit] = measured;
  for (const one of measured) {
    const [[fastest = Number.NaN], [computed = Number.NaN]] = [one.seconds, one.computed];
    const [ratio, ofComputed] = [median(one) / median(limit ?? one), computed / (limit?.computed[0] ?? NaN)];
    console.log(
      `  ${one.name.padEnd(34)} ${median(one).toFixed(3)} s  (fastest ${fastest.toFixed(3)} s) ${ratio.toFixed(2).padStart(8)} ×` +
        (Number.isNaN(ofComputed) ? "" : `   computed ${computed.toFixed(3)} s ${ofComputed.toFixed(2)} ×`),
    );
  }
}
