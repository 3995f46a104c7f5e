import { isLimbeckError, LimbeckError, reasonOf } from "@limbeck/model";

/** What the server answers where there is no such function, namespace or table. */
export const ABSENT: ReadonlySet<unknown> = new Set(["42883", "3F000", "42P01"]);

/** Where in a proof something went wrong. */
export type ProofStation = "upgrade" | "downgrade" | "second upgrade";

/** What a proof runs on: what a schema tells was built there, or the revisions below were run. */
export type ProofPlace = "the scratch database" | "what the revisions have made";

const REPORT = "Keep it with --no-prove to look at it, and please report it with your models.";
const MAKE_AGAIN =
  "No model speaks of this, so no revision can make it again that is written from models: keep the file with --no-prove, and add to it what does so.";

/** A revision ran, but what it left behind is not what it should be. */
export function proofFailed(
  place: ProofPlace,
  station: ProofStation,
  differences: readonly string[],
  ofOthers: boolean,
): LimbeckError {
  const count = `${differences.length} difference${differences.length === 1 ? "" : "s"}`;
  return new LimbeckError({
    code: "proof-failed",
    message: `After the ${station} on ${place} ${count} remained: ${differences.slice(0, 5).join("; ")}.`,
    hint: `No file was kept. ${ofOthers ? MAKE_AGAIN : REPORT}`,
    facts: { station, on: place, differences },
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

const CORRECT = {
  "the scratch database": "Keep it with --no-prove to look at it and to correct it by hand.",
  "what the revisions have made":
    "What stands in the way may be what no model speaks of, and an earlier revision has made in SQL or code: drop it there, or before this one in a revision of its own; or keep the file with --no-prove and correct it by hand.",
} satisfies Record<ProofPlace, string>;

/** A statement of a revision was refused by the scratch database. */
export function proofRefused(
  place: ProofPlace,
  station: ProofStation,
  operation: string,
  sql: string,
  cause: unknown,
): LimbeckError {
  return new LimbeckError({
    code: "proof-refused",
    message: `The ${station} cannot run on ${place}: ${operation}: ${reasonOf(cause)}${detailOf(cause)}`,
    hint: `No file was kept. ${CORRECT[place]}`,
    facts: { station, on: place, operation, sql },
    exit: 4,
    cause,
  });
}

/** What depends on what, only the server's detail says. */
function detailOf(cause: unknown): string {
  const detail = isLimbeckError(cause) ? cause.facts["detail"] : undefined;
  return typeof detail === "string" && detail !== ""
    ? ` ${detail.replaceAll("\n", "; ").replace(/\.$/, "")}.`
    : "";
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
