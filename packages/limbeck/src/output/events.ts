import { doneWords, holderWords, stepWords } from "@limbeck/runtime";

import { type ActionEvent, type StageEvent } from "../actions/event.ts";
import { showProgress } from "./eventProgress.ts";
import { type Output } from "./output.ts";

const LABELS = {
  read: "read",
  introspected: "read",
  replayed: "replayed",
  found: "found",
  proved: "proved",
  unproved: "unproved",
  wrote: "wrote",
  ran: "ran",
  tried: "tried",
} satisfies Record<StageEvent["stage"], string>;

const WIDTH = 10;

/** Says what happens, as it happens. */
export function sayEvents(output: Output): (event: ActionEvent) => void {
  return (event) => {
    showProgress(event, output.progress);
    const text = wordsOf(event, output);
    if (text !== undefined) output.say(text);
  };
}

/** What the words depend on. */
type Manner = Pick<Output, "paint" | "verbose">;
type Words<Event> = (event: Event, output: Manner) => string | undefined;
type WordsTable = { readonly [K in ActionEvent["kind"]]: Words<Extract<ActionEvent, { readonly kind: K }>> };

const WORDS = {
  stage: stageWords,
  working: () => undefined,
  warning: ({ text, hint }, { paint }) =>
    [
      line(paint.yellow, "warning", text),
      ...(hint === undefined ? [] : [line(paint.cyan, "hint", hint)]),
    ].join("\n"),
  lockWaiting: (event, { paint }) => `${paint.yellow("WARN")}  waiting: ${lockWords(event)}`,
  lockTaken: () => undefined,
  tablesCreated: () => undefined,
  stepStarted: ({ number, total, direction, revision }, { verbose, paint }) =>
    verbose ? line(paint.dim, `${number}/${total}`, `${direction} ${revision}`) : undefined,
  statementDone: ({ operation, duration }, output) =>
    output.verbose ? `    ${operation}${milliseconds(duration, output)}` : undefined,
  stepResumed: ({ revision, done, rows }, { paint }) =>
    `${paint.green("INFO")}  going on with ${revision}, of which ${doneWords(done, rows)} ${done === 1 && rows === undefined ? "is" : "are"} done`,
  statementFound: ({ operation }, { paint }) => `${paint.green("INFO")}  found done: ${operation}`,
  remnantDropped: ({ index }, { paint }) =>
    `${paint.green("INFO")}  dropped the invalid index ${index} of an interrupted build`,
  remnantFinished: ({ partition }, { paint }) =>
    `${paint.green("INFO")}  detached to the end: partition ${partition}, which an interrupted run had left half detached`,
  halfRunSettled: ({ revision }, { paint }) =>
    `${paint.green("INFO")}  ${revision} does not count as half-run any more`,
  notice: ({ notice }, { verbose, paint }) =>
    verbose ? line(paint.dim, "notice", notice.message ?? "") : undefined,
  statementBlocked: ({ operation, blockers }, { paint }) =>
    `${paint.yellow("WARN")}  ${operation}: waiting for ${blockers.map(holderWords).join(" and ")}`,
  indexProgress: () => undefined,
  batchDone: () => undefined,
  stepRetried: ({ revision, reason, pause, retry, retries }, { paint }) =>
    `${paint.yellow("WARN")}  trying ${revision} again in ${Math.round(pause)} ms (${retry} of ${retries}): ${reason}`,
  stepFinished: (event, { paint }) =>
    `${paint.green("INFO")}  running ${stepWords(event)}${paint.dim(`  (${Math.round(event.duration)} ms)`)}`,
  stepSkipped: ({ direction, revision }, { paint }) =>
    `${paint.green("INFO")}  skipped ${direction} of ${revision}: another run did it meanwhile`,
} satisfies WordsTable;

/** An event as a line, if anything is said of it. */
export function wordsOf(event: ActionEvent, output: Manner): string | undefined {
  // The entry under an event's kind takes that event; a union of entries forgets it.
  const words = WORDS[event.kind] as Words<ActionEvent>;
  return words(event, output);
}

function line(paint: (text: string) => string, label: string, text: string): string {
  return `  ${paint(label.padEnd(WIDTH))}${text}`;
}

function stageWords({ stage, text, duration }: StageEvent, output: Manner): string {
  const { paint } = output;
  const label =
    stage === "unproved"
      ? paint.yellow(LABELS[stage].padEnd(WIDTH))
      : paint.cyan(LABELS[stage].padEnd(WIDTH));
  const [first = "", ...rest] = text.split("\n");
  const time = duration === undefined ? "" : milliseconds(duration, output);
  return [`  ${label}${first}${time}`, ...rest.map((line) => `${" ".repeat(WIDTH + 2)}${line}`)].join("\n");
}

function milliseconds(duration: number, { paint }: Manner): string {
  return paint.dim(`  ${Math.round(duration)} ms`);
}

function lockWords({ holder }: Extract<ActionEvent, { kind: "lockWaiting" }>): string {
  return holder === undefined
    ? "another run holds the migration lock"
    : `the migration lock is held by ${holderWords(holder)}`;
}
