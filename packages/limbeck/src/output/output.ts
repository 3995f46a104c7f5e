import { createColors } from "picocolors";

/** Where a command answers. Answers go to stdout, everything that is said meanwhile to stderr. */
export interface Output {
  /** A line of the answer. */
  readonly answer: (text: string) => void;
  /** A line for the person who waits; silent with `--quiet`. */
  readonly say: (text: string) => void;
  /** A line that is said even with `--quiet`: an error. */
  readonly fail: (text: string) => void;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly paint: Paint;
}

export type Paint = Pick<
  ReturnType<typeof createColors>,
  "dim" | "red" | "green" | "yellow" | "cyan" | "bold"
>;

export interface OutputOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** `--no-color` makes it false. */
  readonly color?: boolean;
}

export function openOutput({
  json = false,
  quiet = false,
  verbose = false,
  color = true,
}: OutputOptions): Output {
  const line = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${text}\n`);
  return {
    answer: line(process.stdout),
    say: quiet ? () => undefined : line(process.stderr),
    fail: line(process.stderr),
    json,
    verbose,
    paint: createColors(color && !json && wantsColor()),
  };
}

/** NO_COLOR and FORCE_COLOR decide (no-color.org, force-color.org); else a terminal does, and a CI log is none. */
function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR, CI, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return process.stderr.isTTY && TERM !== "dumb" && (CI === undefined || CI === "");
}
