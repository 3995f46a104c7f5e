import { type ActionEvent, type StageEvent } from "../actions/event.ts";
import { type Output } from "./output.ts";

const LABELS = {
  read: "read",
  introspected: "read",
  replayed: "replayed",
  found: "found",
  proved: "proved",
  unproved: "unproved",
  wrote: "wrote",
} satisfies Record<StageEvent["stage"], string>;

const WIDTH = 10;

/** Says what happens, as it happens. */
export function sayEvents(output: Output): (event: ActionEvent) => void {
  return (event) => {
    const text = wordsOf(event, output);
    if (text !== undefined) output.say(text);
  };
}

function wordsOf(event: ActionEvent, output: Output): string | undefined {
  const { paint } = output;
  switch (event.kind) {
    case "stage":
      return stageWords(event, output);
    case "warning":
      return `  ${paint.yellow("warning")}   ${event.text}`;
    case "lockWaiting":
      return `  ${paint.yellow("waiting")}   ${holderWords(event)}`;
    case "stepStarted":
      return output.verbose
        ? `  ${paint.dim(`${event.number}/${event.total}`)} ${event.direction} ${event.revision}`
        : undefined;
    case "statementDone":
      return output.verbose ? `    ${event.operation}${milliseconds(event.duration, output)}` : undefined;
    case "stepRetried":
      return `  ${paint.yellow("retry")}     ${event.revision}: ${event.reason}; again in ${Math.round(event.pause)} ms (${event.retry} of ${event.retries})`;
    case "stepFinished":
      return `  ${paint.green(event.direction.padEnd(WIDTH))}${event.revision}, ${event.message}${milliseconds(event.duration, output)}`;
    case "stepSkipped":
      return `  ${paint.dim("skipped".padEnd(WIDTH))}${event.revision}: another run did it meanwhile`;
    case "notice":
      return output.verbose ? `  ${paint.dim(`notice    ${event.notice.message}`)}` : undefined;
    case "lockTaken":
    case "tablesCreated":
      return undefined;
  }
}

function stageWords({ stage, text, duration }: StageEvent, output: Output): string {
  const { paint } = output;
  const label =
    stage === "unproved"
      ? paint.yellow(LABELS[stage].padEnd(WIDTH))
      : paint.cyan(LABELS[stage].padEnd(WIDTH));
  const [first = "", ...rest] = text.split("\n");
  const time = duration === undefined ? "" : milliseconds(duration, output);
  return [`  ${label}${first}${time}`, ...rest.map((line) => `${" ".repeat(WIDTH + 2)}${line}`)].join("\n");
}

function milliseconds(duration: number, { paint }: Output): string {
  return paint.dim(`  ${Math.round(duration)} ms`);
}

function holderWords({ holder }: Extract<ActionEvent, { kind: "lockWaiting" }>): string {
  if (holder === undefined) return "another run holds the migration lock";
  const { pid, application, host, since } = holder;
  return `the migration lock is held by ${application} (pid ${pid}${host === undefined ? "" : `, ${host}`}) since ${since}`;
}
