import {
  type Check,
  type Deferrable,
  type ForeignKey,
  type ForeignKeyAction,
  type PrimaryKey,
  type StorageParameters,
  type Unique,
} from "@limbeck/model";

import { defined } from "./defined.ts";
import { type NameInput, nameInput, qualifiedName } from "./nameInput.ts";
import { type Sql, sqlInput, sqlText } from "./sqlInput.ts";

export interface PrimaryKeyInput {
  readonly name: string;
  readonly columns: readonly string[];
  readonly include?: readonly string[];
  readonly deferrable?: Deferrable;
  readonly with?: StorageParameters;
  readonly comment?: string;
}

export interface UniqueInput extends PrimaryKeyInput {
  readonly nullsNotDistinct?: true;
}

export interface ForeignKeyInput {
  readonly name: string;
  readonly columns: readonly string[];
  readonly references: { readonly table: NameInput; readonly columns: readonly string[] };
  readonly onDelete?: ForeignKeyAction;
  readonly onUpdate?: ForeignKeyAction;
  readonly onDeleteColumns?: readonly string[];
  readonly match?: "full";
  readonly deferrable?: Deferrable;
  readonly notValid?: true;
  readonly comment?: string;
}

export interface CheckInput {
  readonly name: string;
  readonly expression: Sql;
  readonly noInherit?: true;
  readonly notValid?: true;
  readonly comment?: string;
}

export function primaryKey(input: PrimaryKeyInput): PrimaryKey {
  const { name, columns, include, deferrable, comment } = input;
  return defined({ name, columns, include, deferrable, with: input.with, comment });
}

export function unique({ nullsNotDistinct, ...rest }: UniqueInput): Unique {
  return defined({ ...primaryKey(rest), nullsNotDistinct });
}

export function foreignKey({ references, ...rest }: ForeignKeyInput): ForeignKey {
  return { ...rest, references: { table: qualifiedName(references.table), columns: references.columns } };
}

export function foreignKeyInput({ references, derivedName: _, ...rest }: ForeignKey): ForeignKeyInput {
  return { ...rest, references: { table: nameInput(references.table), columns: references.columns } };
}

export function check({ expression, ...rest }: CheckInput): Check {
  return { ...rest, expression: sqlText(expression) };
}

export function checkInput({ expression, derivedName: _, ...rest }: Check): CheckInput {
  return { ...rest, expression: sqlInput(expression) };
}
