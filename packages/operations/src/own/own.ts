import { type Schema } from "@limbeck/model";

import { type Hazard } from "../hazard.ts";
import { OPAQUE } from "../operation.ts";
import { type Plan, type ServerFacts, statements } from "../plan.ts";
import { type Touches } from "../ref.ts";

/** Plain data of an operation that a user has thought of; `kind` is its key in the table. */
export interface OwnData {
  readonly kind: string;
}

/** What an operation of a user's own kind answers. What is left out is as for `op.execute`. */
export interface OwnRow<Args extends readonly unknown[] | [], Op extends OwnData> {
  /** What a revision file calls; checks its arguments and gives plain data. */
  readonly directive: (...args: Args) => Op;
  /** The arguments that would build the operation again. */
  readonly args: (op: NoInfer<Op>) => Args;
  /** The opposite, of a kind of the same table or of ours. */
  readonly reverse: (op: NoInfer<Op>) => OwnData;
  /** The operation in words: `trigger audit on tasks: added`. */
  readonly describe: (op: NoInfer<Op>) => string;
  /** SQL: a statement, several, or a plan. */
  readonly compile: (op: NoInfer<Op>, server: ServerFacts) => string | readonly string[] | Plan;
  readonly apply?: (schema: Schema, op: NoInfer<Op>) => Schema | typeof OPAQUE;
  readonly touches?: (op: NoInfer<Op>) => Touches;
  readonly hazards?: (op: NoInfer<Op>) => readonly Hazard[];
}

/** A row of which only the shape is known: it takes the operations that its own directive made, and no others. */
export type AnyOwnRow = Omit<OwnRow<never, never>, "directive" | "args"> & {
  readonly directive: (...args: never) => OwnData;
  readonly args: (op: never) => readonly unknown[];
};

/** The user's own rows, by kind. */
export type OwnTable = Readonly<Record<string, AnyOwnRow>>;

/** An operation of a user's own kind, with the rows that know what it means. */
export interface Own {
  readonly kind: "own";
  readonly data: OwnData;
  readonly kinds: OwnTable;
}

/** Types a row of one's own; gives it back as it is. */
export function defineOperation<Args extends readonly unknown[] | [], Op extends OwnData>(
  row: OwnRow<Args, Op>,
): OwnRow<Args, Op> {
  return row;
}

const NOTHING: Touches = { makes: [], breaks: [], needs: [] };

/** Every answer of our table, from the row of an own operation. */
export const ownAnswers = {
  args: (op: Own): readonly unknown[] => rowOf(op).args(dataOf(op)),
  describe: (op: Own): string => rowOf(op).describe(dataOf(op)),
  reverse: (op: Own): OwnData => rowOf(op).reverse(dataOf(op)),
  apply: (schema: Schema, op: Own): Schema | typeof OPAQUE => rowOf(op).apply?.(schema, dataOf(op)) ?? OPAQUE,
  touches: (op: Own): Touches => rowOf(op).touches?.(dataOf(op)) ?? NOTHING,
  hazards: (op: Own): readonly Hazard[] => rowOf(op).hazards?.(dataOf(op)) ?? [],
  compile: (op: Own, server: ServerFacts): Plan => planOf(rowOf(op).compile(dataOf(op), server)),
};

function rowOf({ data, kinds }: Own): AnyOwnRow {
  const row = kinds[data.kind];
  if (row === undefined) throw new Error(`an operation of the unknown kind ${data.kind}`);
  return row;
}

/** The data came from the directive of the same row, or from the opposite that it named. */
function dataOf({ data }: Own): never {
  return data as never;
}

function planOf(answer: string | readonly string[] | Plan): Plan {
  if (typeof answer === "string") return statements(answer);
  return "kind" in answer ? answer : statements(...answer);
}
