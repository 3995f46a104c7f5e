/** What every constraint has. */
export interface Named {
  readonly name: string;
  /** The author did not choose the name: such a constraint is matched by what it says, not by what it is called. */
  readonly derivedName?: true;
  /** SQLite: a revision made it without a name; the one that it is called by here is the derived one. */
  readonly unnamed?: true;
  readonly comment?: string;
}

/** What a constraint with an index behind it has. */
export interface Backed {
  /** PostgreSQL: the comment of that index, which is another one than the constraint's. */
  readonly indexComment?: string;
}

/** SQLite: what becomes of a statement that would break the constraint (ON CONFLICT); absent: ABORT. */
export type OnConflict = "rollback" | "fail" | "ignore" | "replace";

/** What checks and foreign keys may leave unlooked at. */
export interface Lenient {
  /** Holds for new rows only: those that were there before were not looked at. */
  readonly notValid?: true;
  /** PostgreSQL 18: says what the rows are like, and is never looked at (NOT ENFORCED), so nothing of it was validated either. */
  readonly notEnforced?: true;
}

/** `DEFERRABLE INITIALLY IMMEDIATE | DEFERRED`; absent: not deferrable. */
export type Deferrable = "immediate" | "deferred";
