import { type Step } from "@limbeck/revisions";

import { type TableLock } from "./locks.ts";

/** A step that was tried. */
export interface TriedStep {
  readonly revision: string;
  readonly direction: Step["direction"];
  readonly downRevisions: readonly string[];
  readonly message: string;
  readonly statements: readonly TriedStatement[];
  /** What data it destroys, in words; what `op.execute` and `op.run` destroy is not known. */
  readonly losses: readonly string[];
}

/** A statement, or a callback of `op.run`, that was tried. */
export interface TriedStatement {
  /** The operation that it belongs to, in words. */
  readonly operation: string;
  /** Absent for a callback. */
  readonly statement?: string;
  /**
   * Locks on tables that others can see, at the statement that is the first to take them; they are held to the end of its
   * transaction. Absent: nobody could look.
   */
  readonly locks?: readonly TableLock[];
  /** Why it was not tried; absent: it was, and went through. */
  readonly untried?: string;
}
