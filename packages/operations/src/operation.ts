import { type Dialect, type Schema } from "@limbeck/model";

import { type Hazard } from "./hazard.ts";
import { type Plan, type ServerFacts } from "./plan.ts";
import { type Touches } from "./ref.ts";

/** The answer of an operation whose effect on a schema only an engine can tell (`execute`, `run`). */
export const OPAQUE = "opaque";

/** What every kind of operation answers. A row that lacks an answer, or a dialect, does not compile. */
export interface OperationRow<Args extends readonly unknown[] | [], Op, Reversed> {
  /** What a revision file calls; checks its arguments and gives plain data. */
  readonly directive: (...args: Args) => Op;
  /** The arguments that would build the operation again. */
  readonly args: (op: NoInfer<Op>) => Args;
  readonly reverse: (op: NoInfer<Op>) => Reversed;
  /** The operation in words: `column tasks.title: added`. */
  readonly describe: (op: NoInfer<Op>) => string;
  readonly apply: (schema: Schema, op: NoInfer<Op>) => Schema | typeof OPAQUE;
  readonly touches: (op: NoInfer<Op>) => Touches;
  readonly hazards: (op: NoInfer<Op>) => readonly Hazard[];
  readonly compile: Readonly<Record<Dialect, (op: NoInfer<Op>, server: ServerFacts) => Plan>>;
}

/** Types a row: the operation is what the directive returns, and everything else is about that. */
export function operation<
  Args extends readonly unknown[] | [],
  Op extends { readonly kind: string },
  Reversed,
>(row: OperationRow<Args, Op, Reversed>): OperationRow<Args, Op, Reversed> {
  return row;
}

export const noHazards = (): readonly Hazard[] => [];
