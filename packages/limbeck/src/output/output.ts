import { isatty } from "node:tty";

import { createColors } from "picocolors";

import { openLog } from "./log.ts";
import { noProgress, type Progress, terminalProgress } from "./progress.ts";

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
  /** The columns of the terminal that shows the answer; absent: it goes elsewhere. */
  readonly width?: number;
  readonly paint: Paint;
  /** What is done at the moment; only on a terminal where somebody reads. */
  readonly progress: Progress;
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
  /** All that is said is written here too, whatever `quiet` says, with the time and without colour. */
  readonly logFile?: string | undefined;
}

/** Errors: `log-file-unwritable`. */
export function openOutput(options: OutputOptions): Output {
  const { json = false, quiet = false, verbose = false, color = true, logFile } = options;
  const log = logFile === undefined ? () => undefined : openLog(logFile);
  const say = quiet ? () => undefined : line(process.stderr);
  const fail = line(process.stderr);
  return {
    answer: line(process.stdout),
    say: (text) => {
      log(text);
      say(text);
    },
    fail: (text) => {
      log(text);
      fail(text);
    },
    json,
    verbose,
    ...columns(process.stdout),
    paint: createColors(color && !json && wantsColor()),
    progress: progressFor(options),
  };
}

function progressFor({ quiet = false, json = false, color = true }: OutputOptions): Progress {
  return !quiet && !json && color && isTerminal() ? terminalProgress() : noProgress;
}

function columns({ isTTY, columns: width }: NodeJS.WriteStream): Pick<Output, "width"> {
  return isTTY ? { width } : {};
}

/** Bound at once: while a command runs, what the user's own files print to stdout is sent elsewhere. */
function line(stream: NodeJS.WriteStream): (text: string) => void {
  const write = stream.write.bind(stream);
  return (text) => void write(`${text}\n`);
}

/** NO_COLOR and FORCE_COLOR decide (no-color.org, force-color.org); else a terminal does, and a CI log is none. */
function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return isTerminal();
}

/** Whether a person looks at stderr. */
function isTerminal(): boolean {
  const { CI, TERM } = process.env;
  // `isTTY` is undefined on a pipe, and for undefined picocolors decides by itself: it colours in every CI.
  return isatty(process.stderr.fd) && TERM !== "dumb" && (CI === undefined || CI === "");
}
