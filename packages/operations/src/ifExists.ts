import { type QualifiedName } from "@limbeck/model";

import { type NameInput, nameInput } from "./input/nameInput.ts";

/** What a drop says of what may not be there: then nothing is done. */
export interface IfExists {
  /** IF EXISTS */
  readonly ifExists?: true;
}

/** What a create says of what may be there: then that stays as it is, whatever it looks like. */
export interface IfNotExists {
  /** IF NOT EXISTS */
  readonly ifNotExists?: true;
}

export function ifExistsOf({ ifExists }: IfExists): IfExists {
  return ifExists === true ? { ifExists } : {};
}

export function ifNotExistsOf({ ifNotExists }: IfNotExists): IfNotExists {
  return ifNotExists === true ? { ifNotExists } : {};
}

/** The way back: whether what is there was made by the create, nobody knows then. */
export function backFromCreate({ ifNotExists }: IfNotExists): IfExists {
  return ifNotExists === true ? { ifExists: true } : {};
}

export function backFromDrop({ ifExists }: IfExists): IfNotExists {
  return ifExists === true ? { ifNotExists: true } : {};
}

/** Options as a directive takes them last; nothing where none is said. */
export function optionArgs<T extends object>(options: T): [T?] {
  return Object.keys(options).length === 0 ? [] : [options];
}

/** What a directive takes that drops a part of a table by its name. */
export function dropArgs(
  op: IfExists & { readonly table: QualifiedName; readonly name: string },
): [NameInput, string, IfExists?] {
  return [nameInput(op.table), op.name, ...optionArgs(ifExistsOf(op))];
}

export function ifExistsSql({ ifExists }: IfExists): string {
  return ifExists === true ? "IF EXISTS " : "";
}

export function ifNotExistsSql({ ifNotExists }: IfNotExists): string {
  return ifNotExists === true ? "IF NOT EXISTS " : "";
}
