import {
  type Check,
  type Deferrable,
  type ForeignKey,
  type ForeignKeyAction,
  type OnConflict,
  type PrimaryKey,
  type StorageParameters,
  type Unique,
} from "@limbeck/model";

import { defined } from "./defined.ts";
import { divided, type DividedInput, dividedInput } from "./indexPartInput.ts";
import { type NameInput, nameInput, qualifiedName } from "./nameInput.ts";
import { type Sql, sqlInput, sqlText } from "./sqlInput.ts";

/** What every constraint has. */
interface NamedInput {
  readonly name: string;
  /** SQLite: it is made without a name. `name` is what other operations call it by: the one that PostgreSQL would give it. */
  readonly unnamed?: true;
}

/** What primary keys and unique constraints have in common. */
interface KeyInput extends NamedInput, DividedInput {
  readonly columns: readonly string[];
  readonly include?: readonly string[];
  readonly deferrable?: Deferrable;
  readonly withoutOverlaps?: true;
  readonly with?: StorageParameters;
  /** SQLite: those of its columns that it keeps in falling order. */
  readonly descending?: readonly string[];
  /** SQLite: what it compares a column by, `{ email: "NOCASE" }`, where that is not what the column itself is compared by. */
  readonly collations?: Readonly<Record<string, string>>;
  /** SQLite: what becomes of a statement that would break it. */
  readonly onConflict?: OnConflict;
  /** The tablespace that it was in, if the server has it. */
  readonly tablespace?: string;
  readonly comment?: string;
  /** PostgreSQL: the comment of the index behind it. */
  readonly indexComment?: string;
}

export interface UniqueInput extends KeyInput {
  readonly nullsNotDistinct?: true;
}

export interface PrimaryKeyInput extends KeyInput {
  /** SQLite: ids of deleted rows never come again. */
  readonly autoincrement?: true;
}

export interface ForeignKeyInput extends NamedInput {
  readonly columns: readonly string[];
  readonly references: { readonly table: NameInput; readonly columns: readonly string[] };
  readonly onDelete?: ForeignKeyAction;
  readonly onUpdate?: ForeignKeyAction;
  readonly onDeleteColumns?: readonly string[];
  readonly match?: "full" | "partial";
  readonly deferrable?: Deferrable;
  readonly period?: true;
  readonly notValid?: true;
  readonly notEnforced?: true;
  readonly comment?: string;
}

export interface CheckInput extends NamedInput {
  readonly expression: Sql;
  readonly noInherit?: true;
  /** Partitions in which it is valid, though in their table it is not. */
  readonly validIn?: readonly NameInput[];
  readonly notValid?: true;
  readonly notEnforced?: true;
  readonly comment?: string;
}

export function primaryKey({ autoincrement, ...rest }: PrimaryKeyInput): PrimaryKey {
  return defined({ ...key(rest), autoincrement });
}

export function unique({ nullsNotDistinct, ...rest }: UniqueInput): Unique {
  return defined({ ...key(rest), nullsNotDistinct });
}

function key(input: KeyInput): Unique {
  const { name, unnamed, columns, include, deferrable, withoutOverlaps, onConflict, comment } = input;
  const { descending, collations, tablespace, indexComment } = input;
  const said = { name, unnamed, columns, descending, collations, include, deferrable, withoutOverlaps };
  const comments = { comment, indexComment };
  return defined({ ...said, with: input.with, ...divided(input), onConflict, tablespace, ...comments });
}

export function primaryKeyInput(said: PrimaryKey): PrimaryKeyInput {
  return { ...primaryKey(said), ...dividedInput(said) };
}

export function uniqueInput(said: Unique): UniqueInput {
  return { ...unique(said), ...dividedInput(said) };
}

export function foreignKey({ references, ...rest }: ForeignKeyInput): ForeignKey {
  return { ...rest, references: { table: qualifiedName(references.table), columns: references.columns } };
}

export function foreignKeyInput({ references, derivedName: _, ...rest }: ForeignKey): ForeignKeyInput {
  return { ...rest, references: { table: nameInput(references.table), columns: references.columns } };
}

export function check({ expression, validIn, ...rest }: CheckInput): Check {
  return defined({ ...rest, expression: sqlText(expression), validIn: validIn?.map(qualifiedName) });
}

export function checkInput({ expression, derivedName: _, validIn, ...rest }: Check): CheckInput {
  return defined({ ...rest, expression: sqlInput(expression), validIn: validIn?.map(nameInput) });
}
