import { type LockHolder, type SqlNotice } from "@limbeck/database";
import { type Step } from "@limbeck/revisions";

type Direction = Step["direction"];

/** What happens while revisions run. Durations and pauses are in milliseconds. */
export type RuntimeEvent =
  /** Another run holds the lock; told once for each holder. `holder` is absent where the role may not see it. */
  | { readonly kind: "lockWaiting"; readonly holder?: LockHolder }
  | { readonly kind: "lockTaken"; readonly waited: number }
  /** `names` of what was created: the schema, the version table, the history. */
  | { readonly kind: "tablesCreated"; readonly schema: string; readonly names: readonly string[] }
  /** `number` of `total` steps, counted from 1. */
  | {
      readonly kind: "stepStarted";
      readonly revision: string;
      readonly direction: Direction;
      readonly downRevisions: readonly string[];
      readonly message: string;
      readonly number: number;
      readonly total: number;
    }
  /** `operation` in words; `number` of `total` operations of the revision, counted from 1. */
  | {
      readonly kind: "statementDone";
      readonly revision: string;
      readonly operation: string;
      readonly number: number;
      readonly total: number;
      /** Absent for a callback of `op.run` or `op.batches`. */
      readonly statement?: string;
      readonly duration: number;
    }
  /** A statement had taken effect before an earlier run could note it, so it was not repeated. */
  | { readonly kind: "statementFound"; readonly revision: string; readonly operation: string }
  /** An invalid index that an interrupted build had left was dropped. */
  | { readonly kind: "remnantDropped"; readonly revision: string; readonly index: string }
  /** A partition that an interrupted DETACH … CONCURRENTLY had left half detached was detached to the end. */
  | { readonly kind: "remnantFinished"; readonly revision: string; readonly partition: string }
  /** A revision goes on behind what an earlier run did of it. */
  | {
      readonly kind: "stepResumed";
      readonly revision: string;
      readonly done: number;
      /** So many rows of the walk that comes next are done too. */
      readonly rows?: number;
    }
  /** A stamp said where the database is, so that a half-run revision is not half-run any more. */
  | { readonly kind: "halfRunSettled"; readonly revision: string; readonly done: number }
  /** A statement waits for others that hold a lock, or for their transactions to end; told again when they are others. */
  | {
      readonly kind: "statementBlocked";
      readonly revision: string;
      readonly operation: string;
      readonly blockers: readonly LockHolder[];
    }
  /** A batch of a walk is committed: so many `rows` are done of about `total`, and the next is to have `size`. */
  | {
      readonly kind: "batchDone";
      readonly revision: string;
      readonly operation: string;
      readonly rows: number;
      readonly total: number;
      readonly size: number;
      /** In how many milliseconds the rest is likely to be done; absent where nobody can say. */
      readonly left?: number;
    }
  /** How far a concurrent build is, in blocks or rows of the phase that the server is in. */
  | {
      readonly kind: "indexProgress";
      readonly revision: string;
      readonly operation: string;
      readonly phase: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: "notice"; readonly notice: SqlNotice }
  /** Another session held a lock on a table for too long; all that was done was taken back, and is tried again. */
  | {
      readonly kind: "stepRetried";
      readonly revision: string;
      readonly retry: number;
      readonly retries: number;
      readonly pause: number;
      readonly reason: string;
      /** Who was in the way, as far as it was seen. */
      readonly blockers: readonly LockHolder[];
    }
  /** The step and its version rows are committed. */
  | {
      readonly kind: "stepFinished";
      readonly revision: string;
      readonly direction: Direction;
      readonly downRevisions: readonly string[];
      readonly message: string;
      readonly duration: number;
    }
  /** Another run did the step while this one waited for the lock. */
  | { readonly kind: "stepSkipped"; readonly revision: string; readonly direction: Direction };

/** Hears what happens; what it throws ends the run. */
export type Report = (event: RuntimeEvent) => void;
