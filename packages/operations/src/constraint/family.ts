import { type Named, type QualifiedName, type Table, type TablePart } from "@limbeck/model";

import { removeOne } from "../schemaChange.ts";
import { commentStatements } from "../sql/comment.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";

/** ALTER TABLE … ADD, and the constraint's comment. */
export function addConstraintSql(
  table: QualifiedName,
  { name, comment }: Named,
  constraint: string,
): readonly string[] {
  return [
    `ALTER TABLE ${quoteName(table)} ADD ${constraint}`,
    ...commentStatements({ table, constraint: name }, comment),
  ];
}

export function dropConstraintSql(table: QualifiedName, name: string): readonly string[] {
  return [`ALTER TABLE ${quoteName(table)} DROP CONSTRAINT ${quoteIdentifier(name)}`];
}

/** How a member gets into and out of the list of its table. */
export function listOf<P extends Exclude<TablePart, "columns">>(part: P) {
  return {
    add: (table: Table, member: Table[P][number]): Table => ({ ...table, [part]: [...table[part], member] }),
    remove: (table: Table, name: string): Table => {
      const list: readonly Named[] = table[part];
      return { ...table, [part]: removeOne(list, (member) => member.name === name, `${part} ${name}`) };
    },
  };
}
