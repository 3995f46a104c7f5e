import { type CallbackDatabase } from "@limbeck/operations";
import { type Step } from "@limbeck/revisions";

/** A step whose row in the version table has just been written. */
export interface AppliedStep {
  readonly revision: string;
  readonly direction: Step["direction"];
  readonly message: string;
  readonly tag?: string;
}

export interface StepScope {
  /** A Drizzle database on the migration's own connection and transaction; made when it is asked for. */
  readonly db: CallbackDatabase;
}

/** Called for each step before it is committed; what it throws takes the step back. */
export type OnStep = (step: AppliedStep, scope: StepScope) => Promise<void> | void;
