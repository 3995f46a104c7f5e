import { type Connection } from "@limbeck/database";
import { type Report } from "./event.ts";
import { type Locate } from "./steps/loadedRevision.ts";
import { type PreparedStep } from "./steps/preparedStep.ts";
import { type OnStep } from "./steps/stepHook.ts";
import { type VersionTableOptions } from "./ledger/versionTable.ts";

export type Connect = () => Promise<Connection>;

/**
 * Where to run. `connect` opens sessions that are closed again: one for the run, one that holds the lock. An application's
 * own `connection` stays open and, if it is in a transaction, in it; without `connect` it holds the lock itself.
 */
export type Access =
  | { readonly connection: Connection; readonly connect?: Connect }
  | { readonly connection?: never; readonly connect: Connect };

/** What a revision may depend on and what its errors tell. */
export interface PrepareOptions {
  /** The `-x key=value` arguments, for `op.context`. */
  readonly x?: Readonly<Record<string, string>>;
  /** Whether this is a scratch database, for `op.context`. */
  readonly replay?: boolean;
  /** Whether all of it will be rolled back, for `op.context`. */
  readonly dryRun?: boolean;
  readonly locate?: Locate;
}

/** How to run. Times are in milliseconds. */
export interface RunOptions extends PrepareOptions {
  readonly table?: VersionTableOptions;
  /** Each revision in a transaction of its own (`revision`, the default), or all of them in one. */
  readonly transaction?: TransactionMode;
  /** Who holds the migration lock: a session (the default), a transaction (for poolers; needs `connect`), nobody. */
  readonly lock?: LockScope;
  /** How long to wait for the migration lock; absent: as long as its holder lives. */
  readonly lockWait?: number;
  /** How long a statement waits for a lock on a table: 5000; 0 for as long as it takes. */
  readonly lockTimeout?: number;
  /** How often a revision that lost a lock race is tried again: 5. */
  readonly lockRetries?: number;
  /** The first pause before such a retry: 1000. Each is twice the one before, up to 30 s, less a random part of up to half. */
  readonly retryPause?: number;
  /** How long a statement may take; absent: what the server or the role says. */
  readonly statementTimeout?: number;
  /** Kept in the history. */
  readonly tag?: string;
  /** Kept in the history. */
  readonly toolVersion?: string;
  /** A file of the user's project, from which drizzle-orm is loaded for `op.run`; absent: the revision's own file. */
  readonly requireFrom?: string | URL;
  /**
   * Ends the run: the statement in hand is cancelled and its revision rolled back. Hand it to `connect` too; on an
   * application's own connection a statement can be cancelled only where `connect` is given.
   */
  readonly signal?: AbortSignal;
  readonly report?: Report;
  /** Asked before each batch of `op.batches`, which begins once the promise is kept. Nothing is open meanwhile; the migration lock is held. */
  readonly pause?: () => Promise<void> | undefined;
  readonly onStep?: OnStep;
  /** Sees the steps before the first of them runs, and stops the run by throwing. */
  readonly approve?: (steps: readonly PreparedStep[], connection: Connection) => Promise<void> | void;
}

export type TransactionMode = "revision" | "all";
export type LockScope = "session" | "transaction" | "none";
