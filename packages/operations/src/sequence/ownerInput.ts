import { type SequenceOwner } from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type Ref, ref } from "../ref.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";

export interface SequenceOwnerInput {
  readonly table: NameInput;
  readonly column: string;
}

export const readOwner = ({ table, column }: SequenceOwnerInput): SequenceOwner => ({
  table: qualifiedName(table),
  column,
});

export const ownerInput = ({ table, column }: SequenceOwner): SequenceOwnerInput => ({
  table: nameInput(table),
  column,
});

/** OWNED BY of a sequence. */
export function ownerSql({ table, column }: SequenceOwner): string {
  return `${quoteName(table)}.${quoteIdentifier(column)}`;
}

/** The column, and its table. */
export function ownerRefs(owner: SequenceOwner | null | undefined): readonly Ref[] {
  return owner == null ? [] : [ref.relation(owner.table), ref.column(owner.table, owner.column)];
}
