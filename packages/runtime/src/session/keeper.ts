import { type Connection } from "@limbeck/database";
import { type Dialect } from "@limbeck/model";
import { type Operation, type Plan } from "@limbeck/operations";
import { type Runner } from "./migrationLock.ts";
import { type Access, type RunOptions } from "../options.ts";
import { postgresKeeper } from "../postgres/keeper.ts";
import { type LateItem, type PreparedStep } from "../steps/preparedStep.ts";
import { type Progress } from "../ledger/progress.ts";
import { type Segment } from "../steps/segment.ts";
import { sqliteKeeper } from "../sqlite/keeper.ts";
import { type Unfolding } from "../sqlite/unfold.ts";

/** How a dialect keeps runs apart, and what it puts around that which they do. */
export interface Keeper {
  /** Refuses what this connection cannot do, before anybody waits and anything is touched. */
  readonly refuse: (connection: Connection, steps: readonly PreparedStep[]) => Promise<void>;
  /** Runs `act`, which looks again at the version rows first, so that only one run does each step. Errors: `lock-not-obtained` (5). */
  readonly underLock: <T>(access: Access, runner: Runner, act: (runner: Runner) => Promise<T>) => Promise<T>;
  /** Runs `act` in the transaction of a segment, and tells it which session that is, if it is another for each. */
  readonly inTransaction: (
    runner: Runner,
    segment: Segment,
    progress: Progress,
    act: (pid: number | undefined) => Promise<void>,
  ) => Promise<void>;
  /** Runs `act` outside of a transaction. */
  readonly outside: (runner: Runner, act: () => Promise<void>) => Promise<void>;
  /** Runs what reads, again as long as others stand in the way. Errors: `lock-not-obtained` (5). */
  readonly patiently: <T>(options: RunOptions, act: () => Promise<T>) => Promise<T>;
  /** Runs what writes outside of a step, as one. Errors: `lock-not-obtained` (5). */
  readonly writing: <T>(runner: Runner, act: () => Promise<T>) => Promise<T>;
  /** What an operation becomes that is executed inside a callback, where the database is known. */
  readonly planLive: (connection: Connection, operation: Operation) => Promise<Plan>;
  /** What a late item is planned with, where it runs. */
  readonly unfolding: (connection: Connection, late: LateItem) => Unfolding;
}

const keepers = { postgres: postgresKeeper, sqlite: sqliteKeeper } satisfies Readonly<
  Record<Dialect, Keeper>
>;

export function keeperOf({ dialect }: { readonly dialect: Dialect }): Keeper {
  return keepers[dialect];
}
