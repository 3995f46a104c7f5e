import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { type Schema } from "@limbeck/model";
import { newestMajor } from "@limbeck/testkit";
import { introspect } from "../introspection.ts";
import { testConnection } from "../testing/connection.ts";

const folder = new URL("../../../../fixtures/live/", import.meta.url);
const stub = readFileSync(new URL("pgvector-stub.sql", folder), "utf8");
const files = readdirSync(folder).filter((file) => file.endsWith(".sql") && file !== "pgvector-stub.sql");

/** A dump as it can be loaded where pgvector is not installed. */
function loadable(file: string): string {
  const dump = readFileSync(new URL(file, folder), "utf8");
  return `${stub}\n${dump.replace(/^(CREATE|COMMENT ON) EXTENSION .*\bvector\b.*$/gm, "")}`;
}

const COUNTS = `
  SELECT (SELECT count(*)::int FROM pg_class c JOIN ns ON ns.oid = c.relnamespace WHERE relkind = 'r'
      AND relname <> '__drizzle_migrations') AS tables,
    (SELECT count(*)::int FROM information_schema.columns WHERE table_schema = 'public') AS columns,
    (SELECT count(*)::int FROM pg_constraint o JOIN ns ON ns.oid = o.connamespace WHERE contype IN ('p', 'u', 'f', 'c')
      AND conrelid <> 0 AND conrelid <> coalesce(to_regclass('drizzle.__drizzle_migrations'), 0)) AS constraints,
    (SELECT count(*)::int FROM pg_indexes i WHERE schemaname = 'public' AND NOT EXISTS
      (SELECT FROM pg_constraint o WHERE o.conname = i.indexname AND contype IN ('p', 'u'))) AS indexes,
    (SELECT count(DISTINCT enumtypid)::int FROM pg_enum) AS enums`;

function countsOf({ tables, enums }: Schema) {
  const sum = (count: (table: Schema["tables"][number]) => number) =>
    tables.reduce((total, table) => total + count(table), 0);
  return {
    tables: tables.length,
    columns: sum(({ columns }) => columns.length),
    constraints: sum(
      ({ primaryKey, uniques, foreignKeys, checks }) =>
        (primaryKey === undefined ? 0 : 1) + uniques.length + foreignKeys.length + checks.length,
    ),
    indexes: sum(({ indexes }) => indexes.length),
    enums: enums.length,
  };
}

describe.each(files)("the live database %s", (file) => {
  let db: Connection;
  beforeAll(async () => {
    db = await testConnection(newestMajor);
    await db.execute(loadable(file));
  });
  afterAll(() => db.close());

  it("is read whole", async () => {
    const { schema } = await introspect(db, { allSchemas: true });
    await db.execute("RESET search_path");
    const [counts] = await db.query(
      `WITH ns AS (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'drizzle')) ${COUNTS}`,
    );
    expect(countsOf(schema)).toEqual(counts);
    expect(schema.namespaces).toEqual([]);
    expect(schema.tables.length).toBeGreaterThan(10);
  });
});
