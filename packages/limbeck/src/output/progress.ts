// A type alone, spelled so that nothing is loaded for it.
import type { Spinner } from "yocto-spinner";

/** What is being done, for the person who waits; a line that goes away again. */
export interface Progress {
  /** The time that stands behind it is counted from the first call with this `what`. */
  readonly show: (what: string, detail?: string) => void;
  /** Nothing is being done: the line goes. */
  readonly rest: () => void;
}

/** For a pipe, a log, `--quiet`, `--json` and CI. */
export const noProgress: Progress = { show: () => undefined, rest: () => undefined };

/** What is done sooner is not worth a line. */
const FIRST_SHOWN = 200;
const SECOND = 1000;

/** A spinner on stderr with what is done, how far it is, and how long it has taken. */
export function terminalProgress(): Progress {
  let doing: Doing | undefined;
  let spinner: Promise<Spinner> | undefined;
  let loaded: Spinner | undefined;
  let timer: NodeJS.Timeout | undefined;
  const rest = (): void => {
    doing = undefined;
    clearTimeout(timer);
    timer = undefined;
    loaded?.stop();
  };
  const draw = (): void => {
    if (doing === undefined || loaded === undefined || performance.now() - doing.since < FIRST_SHOWN) return;
    loaded.text = textOf(doing);
    loaded.start();
  };
  const begin = async (): Promise<void> => {
    loaded = await (spinner ??= newSpinner(rest));
    clearTimeout(timer);
    if (doing !== undefined) timer = setInterval(draw, SECOND).unref();
    draw();
  };
  return {
    show: (what, detail) => {
      const since = doing?.what === what ? doing.since : performance.now();
      doing = { what, since, ...(detail === undefined ? {} : { detail }) };
      // An embedded database leaves timers no time, so what draws is loaded before, and draws from here too.
      spinner ??= newSpinner(rest);
      timer ??= setTimeout(() => void begin(), FIRST_SHOWN).unref();
      draw();
    },
    rest,
  };
}

async function newSpinner(rest: () => void): Promise<Spinner> {
  const { default: yoctoSpinner } = await import("yocto-spinner");
  // A second interrupt ends the process at once, and must not leave the cursor hidden.
  process.once("exit", rest);
  // The first one ends a run in good order, so it is not the spinner's to end the process.
  return yoctoSpinner({ stream: process.stderr, handleSignals: false });
}

interface Doing {
  readonly what: string;
  readonly detail?: string;
  readonly since: number;
}

/** `running 3 of 12: a81d -> 3f9c  (12 s)`, in one line however narrow the terminal. */
function textOf({ what, detail, since }: Doing): string {
  const seconds = Math.floor((performance.now() - since) / SECOND);
  const time = seconds === 0 ? "" : `  (${seconds} s)`;
  const text = detail === undefined ? what : `${what} ${detail}`;
  // The spinner itself takes two columns, and the last one is left free.
  const room = process.stderr.columns - 3 - time.length;
  return `${text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text}${time}`;
}
