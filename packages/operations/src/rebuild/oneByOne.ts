import { type AlterColumn } from "../column/alterColumn.ts";
import { type Operation } from "../operations.ts";

/**
 * An operation as SQLite takes it: a column first gets its new name, which SQLite carries into all that reads it, and then changes
 * under it.
 */
export function oneByOne(op: Operation): readonly Operation[] {
  if (op.kind !== "alterColumn" || op.changes.name === undefined) return [op];
  const { name, ...changes } = op.changes;
  const { above: _, ...rest } = op;
  const renamed: AlterColumn = { ...rest, changes: { name } };
  return Object.keys(changes).length === 0 ? [op] : [renamed, { ...rest, column: name.to, changes }];
}
