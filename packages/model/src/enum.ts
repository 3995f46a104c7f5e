import { type QualifiedName } from "./name.ts";

/** An enum type; the order of its values is their sort order. */
export interface Enum extends QualifiedName {
  readonly values: readonly string[];
  readonly comment?: string;
}
