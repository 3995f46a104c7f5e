import {
  type Callback,
  type Operation,
  type OwnTable,
  type Rebuild,
  type Statement,
  type Walk,
} from "@limbeck/operations";
import { type Step } from "@limbeck/revisions";
import { type SourcePlace } from "./loadedRevision.ts";
import { type Walker, type WalkPosition } from "../walk/walker.ts";

/** A step of which everything is known that will be sent. */
export interface PreparedStep {
  readonly step: Step;
  /** Its parents; none for a base. */
  readonly downRevisions: readonly string[];
  readonly message: string;
  /** Absent for a stamp, which runs nothing. */
  readonly checksum?: string;
  readonly file?: string;
  /** `false`: the revision said that it does without a transaction. */
  readonly transaction: boolean;
  readonly operations: readonly Operation[];
  /** The kinds that the project adds. */
  readonly own?: OwnTable;
  /** What is to be done; of a revision that an earlier run has begun, what is left, in the order in which it runs. */
  readonly items: readonly Item[];
  /** What an earlier run has done of it. */
  readonly resumed?: Resumed;
}

/** The part of a revision that is done. */
export interface Resumed {
  /** How many items. */
  readonly done: number;
  /** Of these items. */
  readonly checksum: string;
  /** How far it got with the walk that comes next. */
  readonly walk?: WalkPosition;
}

/**
 * One thing to do: a statement to send, a callback to call once or for each batch of a table, or operations that become such when their
 * turn comes.
 */
export type Item = StatementItem | CallItem | WalkItem | LateItem;

export interface ItemOrigin {
  readonly revision: string;
  readonly operation: Operation;
  /** Which operation of the revision it belongs to, counted from 1. */
  readonly number: number;
  /** The user's line that recorded it. */
  readonly place?: SourcePlace;
  /** It is to be committed by itself: it stands in `op.autocommit`. */
  readonly autocommit?: true;
}

export interface StatementItem extends ItemOrigin {
  readonly kind: "statement";
  readonly statement: Statement;
  /** SQLite: it belongs to making a table anew. */
  readonly rebuild?: Rebuild;
}

/** SQLite: operations that are planned once it is known what the tables are at that moment; its own is the first of them. */
export interface LateItem extends ItemOrigin {
  readonly kind: "late";
  readonly entries: readonly ItemOrigin[];
}

export interface CallItem extends ItemOrigin {
  readonly kind: "call";
  readonly call: Callback;
}

export interface WalkItem extends ItemOrigin {
  readonly kind: "walk";
  readonly walk: Walk;
  /** The walk of which the item is the next batch; absent: all of it, in one transaction. */
  readonly walker?: Walker;
}

/** Whether the item is code of the revision. */
export function isCode({ kind }: Pick<Item, "kind">): boolean {
  return kind === "call" || kind === "walk";
}
