import { stepWords } from "@limbeck/runtime";

import { type ActionEvent, type StageEvent } from "../actions/event.ts";
import { type Progress } from "./progress.ts";
import { timeWords } from "./timeWords.ts";

const DOING = {
  read: "reading the models",
  introspected: "reading the database",
  replayed: "replaying the revisions",
  found: "comparing",
  proved: "proving",
  unproved: "proving",
  ran: "running",
  tried: "trying",
  wrote: "writing",
} satisfies Record<StageEvent["stage"], string>;

type Show<Event> = (event: Event, progress: Progress) => void;
type ShowTable = { readonly [K in ActionEvent["kind"]]: Show<Extract<ActionEvent, { readonly kind: K }>> };

const stay = (): void => undefined;
const rest: Show<unknown> = (_, progress) => {
  progress.rest();
};

const SHOW = {
  working: (event, progress) => {
    progress.show(DOING[event.stage], event.number === undefined ? undefined : countOf(event));
  },
  stage: rest,
  warning: stay,
  lockWaiting: (_, progress) => {
    progress.show("waiting for the migration lock");
  },
  lockTaken: rest,
  tablesCreated: stay,
  stepStarted: (event, progress) => {
    progress.show("running", `${countOf(event)}: ${stepWords(event)}`);
  },
  statementDone: stay,
  statementBlocked: stay,
  indexProgress: ({ operation, phase, done, total }, progress) => {
    progress.show(
      "building",
      `${operation}: ${phase}${total > 0 ? `, ${Math.floor((100 * done) / total)} %` : ""}`,
    );
  },
  batchDone: ({ operation, rows, total, left }, progress) => {
    const time = left === undefined ? "" : `, ${timeWords(left)} left`;
    progress.show("working", `${operation}: ${rows} of about ${total} rows${time}`);
  },
  stepResumed: stay,
  statementFound: stay,
  remnantDropped: stay,
  remnantFinished: stay,
  halfRunSettled: stay,
  notice: stay,
  stepRetried: rest,
  stepFinished: stay,
  stepSkipped: stay,
} satisfies ShowTable;

/** Shows what an event says is being done, and takes it away where an event says that it is over. */
export function showProgress(event: ActionEvent, progress: Progress): void {
  // The entry under an event's kind takes that event; a union of entries forgets it.
  const show = SHOW[event.kind] as Show<ActionEvent>;
  show(event, progress);
}

function countOf({ number = 0, total }: { readonly number?: number; readonly total?: number }): string {
  return total === undefined ? String(number) : `${number} of ${total}`;
}
