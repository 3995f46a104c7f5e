import { type QualifiedName, type Table } from "@limbeck/model";

import { type Operation } from "../operations.ts";

/** The table that an operation gives another shape; none for what only reads or fills it, and for new names, which SQLite carries on. */
export function shapedTable(op: Operation): QualifiedName | undefined {
  if (!("table" in op) || !isName(op.table)) return undefined;
  if (op.kind === "alterColumn") return op.changes.name === undefined ? op.table : undefined;
  return SHAPES.has(op.kind) ? op.table : undefined;
}

function isName(table: QualifiedName | Table): table is QualifiedName {
  return !("columns" in table);
}

const SHAPES: ReadonlySet<Operation["kind"]> = new Set<Operation["kind"]>([
  "addColumn",
  "dropColumn",
  "createPrimaryKey",
  "dropPrimaryKey",
  "createUnique",
  "dropUnique",
  "createForeignKey",
  "dropForeignKey",
  "createCheck",
  "dropCheck",
  "createExclude",
  "dropExclude",
  "renameConstraint",
  "dropConstraint",
  "createIndex",
  "dropIndex",
  "renameIndex",
  "alterTable",
]);
