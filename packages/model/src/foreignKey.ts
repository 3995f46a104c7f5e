import { type Deferrable, type Lenient, type Named } from "./constraint.ts";
import { type QualifiedName } from "./name.ts";

/** Absent means NO ACTION, which is PostgreSQL's own default and what it stores for nothing said. */
export type ForeignKeyAction = "cascade" | "restrict" | "set null" | "set default";

export interface ForeignKey extends Named, Lenient {
  readonly columns: readonly string[];
  readonly references: { readonly table: QualifiedName; readonly columns: readonly string[] };
  readonly onDelete?: ForeignKeyAction;
  readonly onUpdate?: ForeignKeyAction;
  /** The columns that SET NULL or SET DEFAULT on delete touch (PostgreSQL 15); absent: all of the key. */
  readonly onDeleteColumns?: readonly string[];
  /** Absent: simple. SQLite keeps what is said and heeds none of it. */
  readonly match?: "full" | "partial";
  readonly deferrable?: Deferrable;
  /** PostgreSQL 18: the last column is a range, for all of which there have to be rows to point at. */
  readonly period?: true;
}
