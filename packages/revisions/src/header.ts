/** What the head of a revision file says: literal constants, read without running the file. */
export interface RevisionHeader {
  readonly revision: string;
  /** The parents, as full ids. None: the revision is a base. Several: it is a merge. */
  readonly downRevisions: readonly string[];
  readonly branchLabels: readonly string[];
  /** Revisions of other branches that must be applied first: ids, unambiguous prefixes of ids, or branch labels. */
  readonly dependsOn: readonly string[];
  /**
   * The revisions in whose place this one stands, oldest first, the last one after all others: it counts as applied where they were.
   * Absent: none.
   */
  readonly replaces?: readonly string[];
  readonly message: string;
  /** ISO 8601, as the file says it. */
  readonly created?: string;
  /** Where the revision stands; named in errors, never opened here. */
  readonly file?: string;
}
