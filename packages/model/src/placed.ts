/** What has an index that the operator of a server may put somewhere else. */
export interface Placed {
  /**
   * PostgreSQL: the tablespace of the index, where that is not the database's own. It belongs to the server: nothing compares it, and an index that
   * is made anew is made where it was.
   */
  readonly tablespace?: string;
}
