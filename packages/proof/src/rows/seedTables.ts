import { type Connection, onDialect } from "@limbeck/database";
import { nameKey, type Table } from "@limbeck/model";

import { insertOnPostgres, seedTablesOnPostgres } from "./postgres/seed.ts";
import { type SeedRow, type SeedTable } from "./seedTable.ts";
import { insertOnSqlite, seedTableOnSqlite } from "./sqlite/seed.ts";

/** What is known of tables that are to get rows, those that foreign keys lead to first. */
export function seedTables(connection: Connection, tables: readonly Table[]): Promise<readonly SeedTable[]> {
  const sorted = targetsFirst([...tables].sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1)));
  return onDialect(connection, {
    postgres: (postgres) => seedTablesOnPostgres(postgres, sorted),
    sqlite: () => Promise.resolve(sorted.map(seedTableOnSqlite)),
  });
}

/** Tables behind those that their foreign keys lead to, as far as these do not lead in a circle. */
function targetsFirst(tables: readonly Table[]): readonly Table[] {
  const byName = new Map(tables.map((table) => [nameKey(table), table]));
  const placed = new Set<Table>();
  const seen = new Set<Table>();
  const place = (table: Table): void => {
    if (seen.has(table)) return;
    seen.add(table);
    for (const { references } of table.foreignKeys) {
      const target = byName.get(nameKey(references.table));
      if (target !== undefined) place(target);
    }
    placed.add(table);
  };
  tables.forEach(place);
  return [...placed];
}

/** The statement that puts a row into a table. */
export function insertOf(connection: Connection, table: SeedTable, row: SeedRow): string {
  return onDialect(connection, {
    postgres: () => insertOnPostgres(table, row),
    sqlite: () => insertOnSqlite(table, row),
  });
}
