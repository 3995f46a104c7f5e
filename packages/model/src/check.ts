import { type Lenient, type Named } from "./constraint.ts";
import { type QualifiedName } from "./name.ts";
import { type SqlText } from "./sqlText.ts";

export interface Check extends Named, Lenient {
  /** The condition, without the word CHECK and without outer parentheses where the author wrote none. */
  readonly expression: SqlText;
  readonly noInherit?: true;
  /** Partitions in which it is valid, though in their table it is NOT VALID; such as all that came later. */
  readonly validIn?: readonly QualifiedName[];
}
