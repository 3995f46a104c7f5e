import { type Connection, fromClient } from "@limbeck/database";
import { freshDatabase } from "@limbeck/testkit";

import { prepared } from "./prepared.ts";

/** A database that many cases use one after the other. */
export interface GoldenDatabase {
  /** A connection to the database, with everything gone that the case before has left there. */
  readonly emptied: () => Promise<Connection>;
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** Creates a database for many cases: making one for each takes longer than all that is done in it. */
export async function goldenDatabase(major?: number): Promise<GoldenDatabase> {
  const database = await freshDatabase(major === undefined ? {} : { major });
  const connection = prepared(await fromClient(await database.client()));
  const emptied = async (): Promise<Connection> => {
    // A case that failed may have left a transaction behind.
    await connection.execute("ROLLBACK");
    const found = await connection.query<{ statement: string }>(DROPS);
    await connection.execute(found.map(({ statement }) => statement).join(";\n"));
    return connection;
  };
  return {
    emptied,
    url: database.url,
    drop: async () => {
      // Roles would outlive it.
      await emptied();
      await database.drop();
    },
  };
}

/** A statement for each table, sequence, type, collation, extension, schema and role of a case; what another one has taken along is passed over. */
const DROPS = `
  SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE', nspname, relname) AS statement
  FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p') AND nspname !~ '^(pg_|information_schema)'
  UNION ALL
  SELECT format('DROP SEQUENCE IF EXISTS %I.%I CASCADE', nspname, relname)
  FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'S' AND nspname !~ '^(pg_|information_schema)'
  UNION ALL
  SELECT format('DROP TYPE IF EXISTS %I.%I CASCADE', nspname, typname)
  FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace WHERE typtype = 'e' AND nspname !~ '^(pg_|information_schema)'
  UNION ALL
  SELECT format('DROP TYPE IF EXISTS %I.%I CASCADE', nspname, typname)
  FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE (typtype = 'r' OR c.relkind = 'c') AND nspname !~ '^(pg_|information_schema)'
  UNION ALL
  SELECT format('DROP DOMAIN IF EXISTS %I.%I CASCADE', nspname, typname)
  FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace WHERE typtype = 'd' AND nspname !~ '^(pg_|information_schema)'
  UNION ALL
  SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE nspname !~ '^(pg_|information_schema)' AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')
  UNION ALL
  SELECT format('DROP COLLATION IF EXISTS %I.%I CASCADE', nspname, collname)
  FROM pg_collation JOIN pg_namespace n ON n.oid = collnamespace WHERE nspname !~ '^(pg_|information_schema)'
  UNION ALL
  SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL
  SELECT format('DROP ROLE IF EXISTS %I', rolname) FROM pg_roles WHERE rolname LIKE 'golden\\_%'
  UNION ALL
  SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname)
  FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema|public$)'`;

/** Every row of every table, as sorted lines that do not tell the order of columns. */
export async function allRows(connection: Connection): Promise<readonly string[]> {
  const tables = await connection.query<{ name: string }>(TABLES);
  const asked = tables.map(
    ({ name }) => `SELECT ${literal(name)} || ' ' || to_jsonb(t)::text AS line FROM ${name} t`,
  );
  if (asked.length === 0) return [];
  const found = await connection.query<{ line: string }>(asked.join(" UNION ALL "));
  return found.map(({ line }) => line).sort();
}

const TABLES = `
  SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
  WHERE relkind = 'r' AND nspname !~ '^(pg_|information_schema)' AND relname NOT LIKE 'limbeck%'`;

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
