import { type QualifiedName } from "./name.ts";

/** What a partition has as its part of an index or key of the table that it is a part of. */
export interface IndexPart {
  readonly table: QualifiedName;
  readonly name: string;
  /** The constraint that the part stands behind, where what it is a part of is no constraint. */
  readonly key?: "primaryKey" | "unique";
  /** Of a deeper level, where the index is made with ONLY: the partition whose part it is a part of. */
  readonly under?: QualifiedName;
  /** Where the index is made with ONLY, and the part as well, on a partition that has partitions itself. */
  readonly only?: true;
}

/** An index or key of a partitioned table, of which each partition has a part. */
export interface Divided {
  /**
   * The parts that are otherwise than the server would make them, which are those under a name or behind a key of their own; of what
   * is made with ONLY all parts of the next level. Those of deeper levels first.
   */
  readonly parts?: readonly IndexPart[];
  /** Made with ONLY, and invalid until each partition has its part; further parts are attached one by one. */
  readonly only?: true;
}
