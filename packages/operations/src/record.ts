import { describe } from "./derive.ts";
import { directivesOf } from "./directives.ts";
import { argumentWrong } from "./errors.ts";
import { type NameInput, qualifiedName } from "./input/nameInput.ts";
import { type Operation, type OperationKind, type OperationTable } from "./operations.ts";
import { type OwnTable } from "./own/own.ts";
import { type RevisionContext } from "./plan.ts";
import { shapedTable } from "./rebuild/shapedTable.ts";
import { type Dialect, foldName, type QualifiedName, sameName, showName } from "@limbeck/model";

/** The `op` of a revision file: every operation of the table as a directive that records it. */
export type Operations = {
  [K in OperationKind]: (...args: Parameters<OperationTable[K]["directive"]>) => void;
} & {
  [K in keyof OwnOperations]: OwnOperations[K] extends {
    readonly directive: (...args: infer Args) => unknown;
  }
    ? (...args: Args) => void
    : never;
} & {
  /** What the run is that this revision is part of. */
  readonly context: RevisionContext;
  /**
   * What is recorded inside is committed statement by statement, and what stands before it is committed first. A run that
   * fails in it goes on behind the last statement that was done.
   */
  readonly autocommit: (body: (op: Operations) => void) => void;
  /**
   * What is recorded inside is of this table alone: `op.batch("tasks", (op) => { … })`. On SQLite it is one rebuild where any of it
   * asks for one. Neighbouring operations are that anyway; a batch keeps others from coming between them.
   */
  readonly batch: (table: NameInput, body: (op: Operations) => void) => void;
};

/**
 * The types of the directives that a configuration adds. Empty here; a project declares its own:
 * `declare module "limbeck" { interface OwnOperations { createRule: typeof createRule } }`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the declarations of users
export interface OwnOperations {}

/** An operation and the stack at the line that recorded it. */
export interface Recorded {
  readonly operation: Operation;
  readonly stack: string;
  /** Recorded inside of `op.autocommit`. */
  readonly autocommit?: true;
}

/**
 * Calls the body of a revision and gives the operations that it recorded, in order. Nothing is executed. Throws
 * `argument-wrong` where a directive was called with something it cannot read, and whatever the body itself throws.
 */
export function record(
  body: (op: Operations) => void,
  context: RevisionContext,
  own: OwnTable = {},
): readonly Recorded[] {
  const recorded: Recorded[] = [];
  body(recorder(context, own, (entry) => recorded.push(entry)));
  return recorded;
}

function recorder(context: RevisionContext, own: OwnTable, add: (entry: Recorded) => void): Operations {
  const directives = directivesOf(own, context.dialect).map(([kind, call]) => {
    const directive = (...args: readonly unknown[]): void =>
      add({ operation: call(...args), stack: stackHere() });
    return [kind, directive] as const;
  });
  const autocommit = (body: (op: Operations) => unknown): void => {
    const inside = recorder(context, own, (entry) => add({ ...entry, autocommit: true }));
    if (body(inside) instanceof Promise) throw argumentWrong("autocommit", "its function must not be async");
  };
  const batch = (table: NameInput, body: (op: Operations) => unknown): void => {
    const inside = recorder(context, own, (entry) => {
      checkOfTable(entry.operation, qualifiedName(table), context.dialect);
      add(entry);
    });
    if (body(inside) instanceof Promise) throw argumentWrong("batch", "its function must not be async");
  };
  // The entries are those of the mapped type, key by key; Object.fromEntries forgets that.
  return { ...Object.fromEntries(directives), context, autocommit, batch } as unknown as Operations;
}

function checkOfTable(op: Operation, table: QualifiedName, dialect: Dialect): void {
  const shaped = shapedTable(op);
  if (shaped !== undefined && isNamed[dialect](shaped, table)) return;
  throw argumentWrong("batch", `"${describe(op)}" does not change the shape of table ${showName(table)}`);
}

const isNamed = {
  postgres: sameName,
  sqlite: (one, other) => foldName(one.name) === foldName(other.name),
} satisfies Record<Dialect, typeof sameName>;

/** The stack of the revision's own line: without this module's frames. */
function stackHere(): string {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, stackHere);
  return holder.stack ?? "";
}
