import { type ExitCode, LimbeckError } from "@limbeck/model";
import { describe } from "@limbeck/operations";
import { doneWords } from "../doneWords.ts";
import { at } from "../errors.ts";
import { type HalfRun } from "./halfRun.ts";
import { type Item } from "../steps/preparedStep.ts";

const STATE: ExitCode = 3;

/** A revision that was begun in the other direction. */
export function halfRun({ revision, direction, done, walk, row }: HalfRun): LimbeckError {
  const { user, host } = row;
  const by = host === undefined ? user : `${user} from ${host}`;
  return new LimbeckError({
    code: "half-run",
    message: `Revision ${revision} is half-run: ${doneWords(done, walk?.position.rows)} of its ${direction} done, begun on ${row.started.toISOString()} by ${by}.`,
    hint: `limbeck ${direction} finishes it; if it was put right by hand, limbeck stamp says where the database is.`,
    facts: { revision, direction, done, user, ...(host === undefined ? {} : { host }) },
    exit: STATE,
  });
}

/** `next` is the first item that may be another. */
export function halfRunChanged(
  { revision, direction, done, walk }: HalfRun,
  next: Item | undefined,
): LimbeckError {
  const what =
    next === undefined
      ? "there is less of it than was done"
      : `it differs from "${describe(next.operation)}" on`;
  return new LimbeckError({
    code: "half-run-changed",
    message: `Revision ${revision}${at(next?.place)} is half-run, and the part that is done (${doneWords(done, walk?.position.rows)}) is another in the file now: ${what}.`,
    hint: "Nothing was touched; put that part back as it was and change the rest, or finish it by hand and say so with limbeck stamp.",
    facts: {
      revision,
      direction,
      done,
      ...(next === undefined ? {} : { operation: describe(next.operation), number: next.number }),
      ...next?.place,
    },
    exit: STATE,
  });
}
