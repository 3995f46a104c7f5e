import { argumentWrong } from "./errors.ts";
import { type Operation, type OperationKind, operations, type OperationTable } from "./operations.ts";
import { type RevisionContext } from "./plan.ts";
import { isLimbeckError, reasonOf } from "@limbeck/model";

/** The `op` of a revision file: every operation of the table as a directive that records it. */
export type Operations = {
  [K in OperationKind]: (...args: Parameters<OperationTable[K]["directive"]>) => void;
} & {
  /** What the run is that this revision is part of. */
  readonly context: RevisionContext;
};

/** An operation and the stack at the line that recorded it. */
export interface Recorded {
  readonly operation: Operation;
  readonly stack: string;
}

/**
 * Calls the body of a revision and gives the operations that it recorded, in order. Nothing is executed. Throws
 * `argument-wrong` where a directive was called with something it cannot read, and whatever the body itself throws.
 */
export function record(body: (op: Operations) => void, context: RevisionContext): readonly Recorded[] {
  const recorded: Recorded[] = [];
  body(recorder(context, (entry) => recorded.push(entry)));
  return recorded;
}

function recorder(context: RevisionContext, add: (entry: Recorded) => void): Operations {
  const directives = Object.entries(operations).map(([kind, { directive }]) => {
    const call = directive as (...args: readonly unknown[]) => Operation;
    return [
      kind,
      (...args: readonly unknown[]): void => add({ operation: read(kind, call, args), stack: stackHere() }),
    ] as const;
  });
  // The entries are those of the mapped type, key by key; Object.fromEntries forgets that.
  return { ...Object.fromEntries(directives), context } as unknown as Operations;
}

function read(
  kind: string,
  call: (...args: readonly unknown[]) => Operation,
  args: readonly unknown[],
): Operation {
  try {
    return call(...args);
  } catch (error) {
    if (isLimbeckError(error)) throw error;
    throw argumentWrong(kind, reasonOf(error));
  }
}

/** The stack of the revision's own line: without this module's frames. */
function stackHere(): string {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, stackHere);
  return holder.stack ?? "";
}
