import { type Default, type QualifiedName, spelling } from "@limbeck/model";

import { quoteIdentifier } from "../identifier.ts";
import { quoteLiteral } from "./literal.ts";

interface Filled {
  readonly table: QualifiedName;
  readonly column: string;
  readonly value: Exclude<Default, { kind: "serial" }>;
}

export function fillSql({ table, column, value }: Filled): string {
  const name = quoteIdentifier(column);
  const given = value.kind === "literal" ? quoteLiteral(value.value) : spelling(value);
  return `UPDATE ${quoteIdentifier(table.name)} SET ${name} = ${given} WHERE ${name} IS NULL`;
}

/**
 * Fails with the message where rows have no value in the column, and passes where there are none: outside of triggers SQLite has no
 * way to raise an error but to break a constraint, which it tells by its name.
 */
export function refuseSql({ table, column }: Filled, message: string): readonly string[] {
  const guard = quoteIdentifier("_limbeck_todo");
  return [
    `CREATE TABLE ${guard} ("found" CONSTRAINT ${quoteIdentifier(message)} CHECK (0))`,
    `INSERT INTO ${guard} SELECT 1 FROM ${quoteIdentifier(table.name)} WHERE ${quoteIdentifier(column)} IS NULL LIMIT 1`,
    `DROP TABLE ${guard}`,
  ];
}
