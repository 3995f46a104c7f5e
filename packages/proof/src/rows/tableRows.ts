import { isPartition, nameKey, type QualifiedName, type Schema, type Table } from "@limbeck/model";

/** The rows of a table; each has a text for every column that is not computed, null where there is no value. */
export interface TableRows extends QualifiedName {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export type Row = Readonly<Record<string, string | null>>;

/** The tables that rows are put into and read from; those of a partition are read in its table. */
export function tablesWithRows({ tables }: Schema): readonly Table[] {
  return tables.filter((table) => !isPartition(table) && givenColumns(table).length > 0);
}

/** The columns that hold what was put there; the others are computed. */
export function givenColumns({ columns }: Table): readonly string[] {
  return columns.filter(({ generated }) => generated === undefined).map(({ name }) => name);
}

/** The tables that have no row. */
export function emptyOf(schema: Schema, held: readonly TableRows[]): readonly Table[] {
  const filled = new Set(held.filter(({ rows }) => rows.length > 0).map(nameKey));
  return tablesWithRows(schema).filter((table) => !filled.has(nameKey(table)));
}
