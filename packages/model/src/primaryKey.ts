import { type Deferrable, type Named } from "./constraint.ts";

export interface PrimaryKey extends Named {
  readonly columns: readonly string[];
  readonly include?: readonly string[];
  readonly deferrable?: Deferrable;
}
