import { type Backed, type Deferrable, type Named } from "./constraint.ts";
import { type Placed } from "./placed.ts";
import { type SqlText } from "./sqlText.ts";
import { type IndexElement } from "./tableIndex.ts";

/** One position of an exclusion constraint: what is compared, and the operator that two rows must not both satisfy. */
export type ExclusionElement = IndexElement & {
  /** `&&`, or `OPERATOR(extra.&&)` where the search path does not lead to it. */
  readonly operator: string;
};

/** An exclusion constraint: no two rows may match on every element. */
export interface Exclusion extends Named, Backed, Placed {
  /** Absent: btree. */
  readonly method?: string;
  readonly elements: readonly ExclusionElement[];
  readonly include?: readonly string[];
  /** Storage parameters of the index behind it. */
  readonly with?: Readonly<Record<string, string>>;
  /** The rows that it is about; absent: all. */
  readonly where?: SqlText;
  readonly deferrable?: Deferrable;
}
