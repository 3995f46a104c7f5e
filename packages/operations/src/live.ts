import { type Dialect } from "@limbeck/model";

import { directivesOf } from "./directives.ts";
import { type OperationKind, type OperationTable, type Operation } from "./operations.ts";
import { type OwnTable } from "./own/own.ts";
import { type OwnOperations } from "./record.ts";

/** The directives as they are inside a callback: each is executed at once, and its promise tells when it is done. */
export type LiveOperations = {
  [K in Exclude<OperationKind, "run" | "batches">]: (
    ...args: Parameters<OperationTable[K]["directive"]>
  ) => Promise<void>;
} & {
  [K in keyof OwnOperations]: OwnOperations[K] extends {
    readonly directive: (...args: infer Args) => unknown;
  }
    ? (...args: Args) => Promise<void>
    : never;
};

/** The directives, each handing what it makes of its arguments to `act`. Errors: `argument-wrong`; those of `act`. */
export function liveOperations(
  own: OwnTable,
  dialect: Dialect,
  act: (op: Operation) => Promise<void>,
): LiveOperations {
  const directives = directivesOf(own, dialect).map(([kind, call]) => [
    kind,
    (...args: readonly unknown[]): Promise<void> => act(call(...args)),
  ]);
  // The entries are those of the mapped type, key by key; Object.fromEntries forgets that.
  return Object.fromEntries(directives) as LiveOperations;
}
