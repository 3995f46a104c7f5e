import { foldName, type QualifiedName } from "@limbeck/model";

import { type IfExists, ifExistsSql } from "../ifExists.ts";
import { type Plan, type ServerFacts, statements } from "../plan.ts";
import { quoteIdentifier } from "../sql/identifier.ts";
import { pointingAt } from "./rebuild.ts";

/**
 * DROP TABLE deletes the rows first, and what ON DELETE says is done to the rows of others (https://sqlite.org/foreignkeys.html, section
 * 5). So it waits until it is known who points at the table; foreign keys are off then, and rows that are left pointing nowhere undo it.
 */
export function dropTablePlan(
  op: IfExists & { readonly name: QualifiedName },
  { schema }: ServerFacts,
): Plan {
  const { name: table } = op;
  if (schema === undefined) return { kind: "rebuild", table };
  const own = foldName(table.name);
  const others = pointingAt(schema, table).filter(({ name }) => foldName(name) !== own);
  const drop = statements(`DROP TABLE ${ifExistsSql(op)}${quoteIdentifier(table.name)}`);
  return others.length === 0 || drop.kind !== "statements"
    ? drop
    : { ...drop, rebuild: { table, pointedAtBy: others } };
}
