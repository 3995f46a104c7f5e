import { type Connection, onDialect } from "@limbeck/database";
import { quoteTable, type Walk } from "@limbeck/operations";
import { type Walker } from "./walker.ts";
import { type WalkKey } from "./walkKey.ts";
import { restWhere } from "./walkWords.ts";

/** How many rows a walk has before it: PostgreSQL says what its planner believes, SQLite counts. */
export async function rowsLeft(
  connection: Connection,
  { table }: Walk,
  key: WalkKey,
  { position }: Walker,
): Promise<number> {
  const from = `FROM ${quoteTable(connection.dialect, table)}${restWhere(key, position.after)}`;
  return onDialect(connection, {
    postgres: async (postgres) => {
      const [row] = await postgres.query<Explained>(`EXPLAIN (FORMAT JSON) SELECT 1 ${from}`);
      return row?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
    },
    sqlite: async (sqlite) => {
      const [row] = await sqlite.query<{ rows: number }>(`SELECT count(*) AS rows ${from}`);
      return row?.rows ?? 0;
    },
  });
}

interface Explained extends Record<string, unknown> {
  readonly "QUERY PLAN": readonly { readonly Plan: { readonly "Plan Rows": number } }[];
}
