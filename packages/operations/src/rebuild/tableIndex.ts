import { type Index, type QualifiedName, sameName } from "@limbeck/model";

import { type IfNotExists } from "../ifExists.ts";
import { type Plan, type ServerFacts, statements } from "../plan.ts";
import { createIndexSql, dropIndexSql } from "../sql/sqlite/tableIndex.ts";
import { rebuilds } from "./alter.ts";

export function createIndexPlan(
  op: IfNotExists & { readonly table: QualifiedName; readonly definition: Index },
): Plan {
  return statements(createIndexSql(op.table, op.definition, op));
}

/** SQLite renames no index, so it is made again from what it is. */
export function renameIndexPlan(
  op: { readonly table: QualifiedName; readonly name: string; readonly to: string },
  { schema }: ServerFacts,
): Plan {
  const table = schema?.tables.find((one) => sameName(one, op.table));
  const index = table?.indexes.find(({ name }) => name === op.name);
  if (index === undefined) return rebuilds(op);
  return statements(dropIndexSql(op.name), createIndexSql(op.table, { ...index, name: op.to }));
}
