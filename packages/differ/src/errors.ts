import { LimbeckError } from "@limbeck/model";

/** The operations wait for one another in a circle; a mistake of ours, told so that it can be reported. */
export function orderImpossible(operations: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: "order-impossible",
    message: `These changes wait for one another in a circle: ${operations.slice(0, 5).join("; ")}.`,
    hint: "Make one of them in a revision of its own, and report this with both versions of the models.",
    facts: { operations },
    exit: 4,
  });
}
