import { type Connection, onDialect } from "@limbeck/database";
import { type QualifiedName } from "@limbeck/model";
import { quoteName } from "@limbeck/operations";

/**
 * Takes all rows out of tables of a scratch database, with neither triggers nor foreign keys in the way. Throws what the server says,
 * on a server also that this takes a superuser.
 */
export async function clearRows(connection: Connection, tables: readonly QualifiedName[]): Promise<void> {
  if (tables.length === 0) return;
  const { before, after } = await onDialect<Around | Promise<Around>>(connection, {
    postgres: () => ON_POSTGRES,
    sqlite: async (sqlite) => {
      const [{ foreign_keys: on } = {}] = await sqlite.query("PRAGMA foreign_keys");
      return {
        before: "PRAGMA foreign_keys = OFF",
        after: `PRAGMA foreign_keys = ${on === 1 ? "ON" : "OFF"}`,
      };
    },
  });
  await connection.execute(before);
  try {
    for (const table of tables) await connection.execute(`DELETE FROM ${quoteName(table)}`);
  } finally {
    await connection.execute(after);
  }
}

/** What is said before and after. */
interface Around {
  readonly before: string;
  readonly after: string;
}

const ON_POSTGRES: Around = {
  before: "SET session_replication_role = replica",
  after: "RESET session_replication_role",
};
