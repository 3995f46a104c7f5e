import { nameKey, type PrimaryKey, type Schema, type Table } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

/**
 * The models with the columns of primary keys in the order that the database has them in, where no operation makes the key anew: in a table
 * with rowids, that order is no difference.
 */
export function inKeyOrderOf(database: Schema, models: Schema, operations: readonly Operation[]): Schema {
  const made = new Set(
    operations.flatMap((op) => (op.kind === "createPrimaryKey" ? [nameKey(op.table)] : [])),
  );
  const before = new Map(database.tables.map((table) => [nameKey(table), table]));
  const inOrder = (table: Table): Table => {
    const old = before.get(nameKey(table));
    const isKept = old !== undefined && !made.has(nameKey(table));
    return isKept && old.withoutRowid !== true && table.withoutRowid !== true
      ? withOrderOf(old, table)
      : table;
  };
  return { ...models, tables: models.tables.map(inOrder) };
}

function withOrderOf({ primaryKey: old }: Table, table: Table): Table {
  const { primaryKey } = table;
  return old !== undefined && primaryKey !== undefined && setOf(old) === setOf(primaryKey)
    ? { ...table, primaryKey: { ...primaryKey, columns: old.columns } }
    : table;
}

function setOf({ columns }: PrimaryKey): string {
  return JSON.stringify([...columns].sort());
}
