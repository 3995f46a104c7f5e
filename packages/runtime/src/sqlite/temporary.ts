import { type SqliteConnection } from "@limbeck/database";
import { type Plan, quoteIdentifier } from "@limbeck/operations";
import { temporaryInTheWay } from "../steps/itemErrors.ts";

/** A view or trigger that an application has made on its own connection, for as long as that lasts. */
interface Temporary {
  readonly kind: "view" | "trigger";
  readonly name: string;
  readonly sql: string;
}

/** Those of a connection, in the order in which they were made. One that keeps nothing from call to call has none. */
export function temporaries(connection: SqliteConnection): Promise<readonly Temporary[]> {
  if (connection.everyBatchIsTransaction) return Promise.resolve([]);
  return connection.query<Temporary & Record<string, unknown>>(
    "SELECT type AS kind, name, sql FROM temp.sqlite_master WHERE type IN ('view', 'trigger') ORDER BY rowid",
  );
}

/**
 * A rebuild with what is temporary taken away before it and made again behind it: SQLite drops the triggers of a table with the table,
 * temporary ones too, and gives no table a name while a view or a trigger names one that is away.
 */
export function aside(plan: Plan, all: readonly Temporary[]): Plan {
  if (plan.kind !== "statements") return plan;
  const drops = all.map(({ kind, name }) => `DROP ${kind.toUpperCase()} temp.${quoteIdentifier(name)}`);
  // SQLite keeps the text without the word.
  const creates = all.map(({ sql }) => sql.replace(/^CREATE /i, "CREATE TEMP "));
  return {
    ...plan,
    statements: [...statements(drops.reverse()), ...plan.statements, ...statements(creates)],
  };
}

function statements(sql: readonly string[]): readonly { readonly sql: string }[] {
  return sql.map((text) => ({ sql: text }));
}

/** Refuses to run where a temporary table or view hides one of the database: statements would find that one. Errors: `temporary-in-the-way` (3). */
export async function refuseHidden(connection: SqliteConnection): Promise<void> {
  if (connection.everyBatchIsTransaction) return;
  const rows = await connection.query<{ name: string }>(
    `SELECT one.name FROM temp.sqlite_master AS one JOIN main.sqlite_master AS other ON other.name = one.name COLLATE NOCASE
    WHERE one.type IN ('table', 'view') AND other.type IN ('table', 'view') ORDER BY one.name`,
  );
  if (rows.length > 0) throw temporaryInTheWay(rows.map(({ name }) => name));
}
