import { LimbeckError, reasonOf } from "@limbeck/model";

/** What the server answers where there is no such function, namespace or table. */
export const ABSENT: ReadonlySet<unknown> = new Set(["42883", "3F000", "42P01"]);

/** Where in a proof something went wrong. */
export type ProofStation = "upgrade" | "downgrade" | "second upgrade";

/** A revision ran, but what it left behind is not what it should be. */
export function proofFailed(station: ProofStation, differences: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "proof-failed",
    message: `After the ${station} on the scratch database ${differences.length} difference${differences.length === 1 ? "" : "s"} remained: ${differences.slice(0, 5).join("; ")}.`,
    hint: "No file was kept. Keep it with --no-prove to look at it, and please report it with your models.",
    facts: { station, differences },
    exit: 4,
  });
}

/** A revision that a replay runs asks for something that no revision makes, such as a function that only the user's server has. */
export function replayLacks({ code, message, facts, exit, cause }: LimbeckError): LimbeckError {
  return new LimbeckError({
    code,
    message,
    hint: "A replay has only what revisions make and a few functions of hosted services: make the rest in an earlier revision, with IF NOT EXISTS, or compare with a database that has it.",
    facts,
    exit,
    cause,
  });
}

/** A statement of a revision was refused by the scratch database. */
export function proofRefused(
  station: ProofStation,
  operation: string,
  sql: string,
  cause: unknown,
): LimbeckError {
  const words = reasonOf(cause);
  return new LimbeckError({
    code: "proof-refused",
    message: `The ${station} cannot run on the scratch database: ${operation}: ${words}`,
    hint: "No file was kept. Keep it with --no-prove to look at it and to correct it by hand.",
    facts: { station, operation, sql },
    exit: 4,
    cause,
  });
}

/** An operation that this kind of database has not. */
export function operationUnsupported(operation: string, reason: string): LimbeckError {
  return new LimbeckError({
    code: "revision-unsupported",
    message: `${operation}: ${reason}.`,
    hint: "Say in the revision which database it is for: op.context.dialect.",
    facts: { operation, reason },
    exit: 3,
  });
}
