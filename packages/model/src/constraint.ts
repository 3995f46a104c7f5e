/** What every constraint has. */
export interface Named {
  readonly name: string;
  /** The author did not choose the name: such a constraint is matched by what it says, not by what it is called. */
  readonly derivedName?: true;
  readonly comment?: string;
}

/** SQLite: what becomes of a statement that would break the constraint (ON CONFLICT); absent: ABORT. */
export type OnConflict = "rollback" | "fail" | "ignore" | "replace";

/** `DEFERRABLE INITIALLY IMMEDIATE | DEFERRED`; absent: not deferrable. */
export type Deferrable = "immediate" | "deferred";
