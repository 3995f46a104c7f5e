import { nameKey, type QualifiedName } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

/** The table whose columns and members an operation changes. */
export function tableOf(op: Operation | undefined): string | undefined {
  if (op === undefined || !("table" in op) || !isName(op.table)) return undefined;
  return op.kind.endsWith("Trigger") ? undefined : nameKey(op.table);
}

function isName(table: QualifiedName): boolean {
  return !("columns" in table);
}
