import { type RowLoss } from "@limbeck/proof";

/** Where a revision was when something went wrong. */
export type Station = "upgrade" | "downgrade" | "second upgrade";

/**
 * What a downgrade brings back of the rows that were there before the upgrade, as it was seen: all of them (`exact`), not all
 * (`lossy`), or nothing, because the revision says that there is no way back. `unproved`: no rows could be tried.
 */
export type DowngradeLabel = "exact" | "lossy" | "irreversible" | "unproved";

/** It went up, and, unless it is irreversible, down to where it came from and up again. */
export interface Proved {
  readonly kind: "proved";
  readonly downgrade: DowngradeLabel;
  /** What did not come back. */
  readonly lost: readonly RowLoss[];
  /** Why there is no way back, or why no rows could be tried. */
  readonly reason?: string;
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
