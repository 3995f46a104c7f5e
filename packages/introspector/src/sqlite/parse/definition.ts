import { type Deferrable, type ForeignKeyAction, type OnConflict } from "@limbeck/model";
import { type Token } from "./tokens.ts";

/** What a CREATE TABLE text says, in its order. */
export interface TableDefinition {
  readonly columns: readonly ColumnDefinition[];
  /** Those of columns too. */
  readonly constraints: readonly ConstraintDefinition[];
  readonly strict: boolean;
  readonly withoutRowid: boolean;
}

export interface ColumnDefinition {
  readonly name: string;
  /** As it is written; empty where a column has none. */
  readonly type: string;
  readonly collation?: string;
  readonly notNull?: { readonly name?: string; readonly onConflict?: OnConflict };
  readonly default?: DefaultDefinition;
  readonly generated?: { readonly expression: readonly Token[]; readonly stored: boolean };
}

export interface DefaultDefinition {
  readonly tokens: readonly Token[];
  /** `DEFAULT (…)`, where a word is a name and not a text. */
  readonly parenthesised: boolean;
}

interface Constraint {
  readonly name?: string;
}

/** A position of a key, with what is said of it. */
export interface KeyPart {
  readonly column: string;
  readonly collation?: string;
  readonly descending: boolean;
}

export interface PrimaryKeyDefinition extends Constraint {
  readonly kind: "primaryKey";
  readonly parts: readonly KeyPart[];
  readonly autoincrement: boolean;
  /** It stands at its column, not behind the columns. */
  readonly ofColumn: boolean;
  readonly onConflict?: OnConflict;
}

export interface UniqueDefinition extends Constraint {
  readonly kind: "unique";
  readonly parts: readonly KeyPart[];
  readonly onConflict?: OnConflict;
}

export interface CheckDefinition extends Constraint {
  readonly kind: "check";
  readonly expression: readonly Token[];
}

export interface ForeignKeyDefinition extends Constraint {
  readonly kind: "foreignKey";
  readonly columns: readonly string[];
  readonly table: string;
  /** Empty where the primary key is meant. */
  readonly targets: readonly string[];
  readonly onDelete?: ForeignKeyAction;
  readonly onUpdate?: ForeignKeyAction;
  readonly match?: string;
  readonly deferrable?: Deferrable;
}

export type ConstraintDefinition =
  PrimaryKeyDefinition | UniqueDefinition | CheckDefinition | ForeignKeyDefinition;
