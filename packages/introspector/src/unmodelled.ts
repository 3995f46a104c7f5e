/** Something in the database that a Schema does not describe. It is left alone and can be listed. */
export interface Unmodelled {
  /** What it is, in words: `foreign table`, `rule`, `partition`. */
  readonly kind: string;
  /** With its namespace where that is not the default one, and behind its table's name where it lives in a table. */
  readonly name: string;
}
