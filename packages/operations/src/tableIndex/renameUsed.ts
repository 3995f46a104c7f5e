import { type QualifiedName, renameUses, sameName, type Schema, type Table } from "@limbeck/model";

interface Rename {
  readonly name: string;
  readonly to: string;
}

/** The table with its uses of an index that gets another name. */
export function renameUsed(table: Table, { name, to }: Rename): Table {
  return { ...table, ...renameUses(table, (index) => (index === name ? to : index)) };
}

/** The schema with those of one table, where it is a table that has the index. */
export function renameUsedIn(schema: Schema, rename: Rename & { readonly table: QualifiedName }): Schema {
  const tables = schema.tables.map((table) =>
    sameName(table, rename.table) ? renameUsed(table, rename) : table,
  );
  return { ...schema, tables };
}
