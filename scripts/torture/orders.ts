import { type LockScope } from "@limbeck/runtime";

/** What a process is told, as JSON in its environment. */
export interface Orders {
  readonly url: string;
  readonly count: number;
  /** A walk over so many rows, in place of a history of `count` revisions; on SQLite too. */
  readonly walk?: number;
  readonly variant?: string;
  readonly lock?: LockScope;
  /** It kills itself when so many things have happened. */
  readonly killAt?: number;
}
