import { LimbeckError } from "@limbeck/model";

/** An operation names something that is not in the schema it is applied to. */
export function objectMissing(what: string): LimbeckError {
  return new LimbeckError({
    code: "object-missing",
    message: `There is no ${what}.`,
    hint: "Compare the revision with the schema that its ancestors leave behind.",
    facts: { object: what },
    exit: 4,
  });
}

/** A directive was called with arguments that cannot be right. */
export function argumentWrong(directive: string, problem: string): LimbeckError {
  return new LimbeckError({
    code: "argument-wrong",
    message: `op.${directive}: ${problem}.`,
    hint: "Correct the call in the revision file.",
    facts: { directive, problem },
    exit: 2,
  });
}
