import { type ExitCode, LimbeckError } from "@limbeck/model";
import { argumentUnreadable, describe } from "@limbeck/operations";
import { at } from "../errors.ts";
import { type ItemOrigin } from "./preparedStep.ts";

const STATE: ExitCode = 3;

export function offlineImpossible({ revision, operation, place }: ItemOrigin, reason: string): LimbeckError {
  return new LimbeckError({
    code: "revision-not-offline",
    message: `Revision ${revision}${at(place)} cannot be written as SQL: ${reason}.`,
    hint: "Run it with limbeck upgrade, or say in op.execute what it does.",
    facts: { revision, operation: describe(operation), ...place },
    exit: STATE,
  });
}

/** An operation was recorded of which no statement can be made. */
export function operationUnreadable(
  { revision, operation, place }: ItemOrigin,
  cause: unknown,
): LimbeckError {
  const { code, message, hint, facts, exit } = argumentUnreadable(operation.kind, cause);
  return new LimbeckError({
    code,
    message: `Revision ${revision}${at(place)} cannot be read: ${message}`,
    ...(hint === undefined ? {} : { hint }),
    facts: { ...facts, revision, ...place },
    exit,
    cause,
  });
}

const WHAT = {
  anew: (table: string) => `makes the table ${table} anew`,
  drop: (table: string) => `drops the table ${table}`,
};

export function rebuildCascades(
  { revision, operation, place }: ItemOrigin,
  table: string,
  pointedAtBy: readonly string[],
): LimbeckError {
  const others = pointedAtBy.join(", ");
  return new LimbeckError({
    code: "rebuild-cascades",
    message: `Revision ${revision}${at(place)} ${WHAT[operation.kind === "dropTable" ? "drop" : "anew"](table)}, at "${describe(operation)}", and this connection cannot switch foreign keys off: what ON DELETE says would be done to the rows of ${others}.`,
    hint: `Nothing was touched. Run it on a connection to the file, outside of a transaction; or let the revision drop the foreign keys of ${others} first${operation.kind === "dropTable" ? "" : ", and create them again behind it"}.`,
    facts: { revision, operation: describe(operation), table, pointedAtBy, ...place },
    exit: STATE,
  });
}

/** SQLite: tables and views of the database that temporary ones of the same name hide. */
export function temporaryInTheWay(names: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "temporary-in-the-way",
    message: `A temporary table or view hides ${names.join(", ")}: on this connection, statements would find the temporary one.`,
    hint: "Nothing was touched. Drop it first, or run this on a connection of its own.",
    facts: { names },
    exit: STATE,
  });
}
