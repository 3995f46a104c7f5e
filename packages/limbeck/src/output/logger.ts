import { createColors } from "picocolors";

import { type ActionEvent, type Report } from "../actions/event.ts";
import { wordsOf } from "./events.ts";

/** A logger of the application: console, pino, winston and most others are such. */
export interface Logger {
  readonly debug: (text: string) => void;
  readonly info: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly error: (text: string) => void;
}

const LEVELS = {
  stage: "info",
  working: "debug",
  warning: "warn",
  lockWaiting: "warn",
  lockTaken: "debug",
  tablesCreated: "debug",
  stepStarted: "debug",
  statementDone: "debug",
  stepResumed: "info",
  statementFound: "info",
  remnantDropped: "info",
  remnantFinished: "info",
  halfRunSettled: "info",
  notice: "debug",
  statementBlocked: "warn",
  indexProgress: "debug",
  batchDone: "debug",
  stepRetried: "warn",
  stepFinished: "info",
  stepSkipped: "info",
} satisfies Record<ActionEvent["kind"], keyof Logger>;

const PLAIN = { paint: createColors(false), verbose: true };

/** Tells a logger what the command line would say; the level stands in front of no line, and errors are thrown. */
export function logEvents(logger: Logger): Report {
  return (event) => {
    const words = wordsOf(event, PLAIN)
      ?.replace(/^(?:INFO|WARN)\b/, "")
      .trim();
    if (words !== undefined && words !== "") logger[LEVELS[event.kind]](words);
  };
}
