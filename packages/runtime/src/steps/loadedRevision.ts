import { type Operations, type OwnTable } from "@limbeck/operations";

/** A revision file after it was loaded. */
export interface LoadedRevision {
  upgrade(op: Operations): void;
  downgrade(op: Operations): void;
  /** `false`: each statement runs by itself, outside a transaction. */
  readonly transaction?: boolean;
  /** Says whether the bodies are those that were run; compared, never read. Absent: nobody can say. */
  readonly checksum?: string;
  /** The directives that the project adds. */
  readonly operations?: OwnTable;
  /** Path of the file; Drizzle is loaded as from there. */
  readonly file?: string;
}

export type LoadRevision = (revision: string) => Promise<LoadedRevision>;

/** A line of a user's file. */
export interface SourcePlace {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Finds the user's own line in the stack of an error. */
export type Locate = (stack: string) => SourcePlace | undefined;
