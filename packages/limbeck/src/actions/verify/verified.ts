import { type LabelledDowngrade } from "@limbeck/proof";

/** Where a revision was when something went wrong. */
export type Station = "upgrade" | "downgrade" | "second upgrade";

/** It went up, and, unless it is irreversible, down to where it came from and up again. */
export interface Proved extends LabelledDowngrade {
  readonly kind: "proved";
}

/** A step was refused, or left something else than it should. */
export interface Failed {
  readonly kind: "failed";
  readonly station: Station;
  readonly reason: string;
  /** Of what was left: each difference in words. */
  readonly differences?: readonly string[];
  /** Where it stands, of a step that was refused: the operation in words, and `file:line`. */
  readonly operation?: string;
  readonly place?: string;
  /** On empty tables it runs. */
  readonly onRows?: true;
}

/** Nothing can be said, because what lies below cannot run. */
export interface Unproved {
  readonly kind: "unproved";
  readonly reason: string;
}

export type Outcome = Proved | Failed | Unproved;
