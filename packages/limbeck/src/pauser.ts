import { type ActionEvent } from "./actions/event.ts";

/** Lets a person pause a walk of `op.batches`. */
export interface Pauser {
  /** Hears that a walk is over: from then on Ctrl-Z does what it always does. */
  readonly hear: (event: ActionEvent) => void;
  /** Asked before each batch. */
  readonly pause: () => undefined;
  readonly stop: () => void;
}

type StopHere = () => void;

/** Windows has neither signal. */
const stopProcess: StopHere = () => {
  process.kill(process.pid, "SIGSTOP");
};

/**
 * While a walk is on its way, Ctrl-Z and SIGTSTP stop the process not at once, with a transaction open, but behind the batch in hand. What
 * goes on with a stopped process, `fg` or SIGCONT, goes on with the walk.
 */
export function newPauser(say: (text: string) => void, stopHere: StopHere = stopProcess): Pauser {
  let isWished = false;
  let isListening = false;
  const listener = (): void => {
    isWished = true;
    say("  pausing behind the batch in hand");
  };
  const stop = (): void => {
    process.off("SIGTSTP", listener);
    isListening = false;
    isWished = false;
  };
  return {
    hear: ({ kind }) => {
      if (kind === "statementDone" || kind === "stepFinished") stop();
    },
    pause: () => {
      if (!isListening && process.platform !== "win32") process.on("SIGTSTP", listener);
      isListening = true;
      if (!isWished) return;
      isWished = false;
      say("  paused: fg or SIGCONT goes on");
      stopHere();
      say("  going on");
    },
    stop,
  };
}
