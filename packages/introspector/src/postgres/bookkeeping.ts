import { textArray } from "./quote.ts";

/** The tables in which migration tools keep their own state. They are never reported, so that nothing can drop them. */
export const bookkeepingTables: readonly string[] = [
  "__EFMigrationsHistory",
  "__diesel_schema_migrations",
  "__drizzle_migrations",
  "_prisma_migrations",
  "_sqlx_migrations",
  "_yoyo_log",
  "_yoyo_migration",
  "_yoyo_version",
  "yoyo_lock",
  "SequelizeData",
  "SequelizeMeta",
  "alembic_version",
  "ar_internal_metadata",
  "atlas_schema_revisions",
  "databasechangelog",
  "databasechangeloglock",
  "django_migrations",
  "doctrine_migration_versions",
  "flyway_schema_history",
  "goose_db_version",
  "gorp_migrations",
  "knex_migrations",
  "knex_migrations_lock",
  "kysely_migration",
  "kysely_migration_lock",
  "limbeck_history",
  "limbeck_version",
  "mikro_orm_migrations",
  "pgmigrations",
  "phinxlog",
  "refinery_schema_history",
  "schema_migrations",
  "seaql_migrations",
  "typeorm_metadata",
];

/** Namespaces that tools make for such tables: not reported either, as long as nothing else stands in them. */
export const bookkeepingNamespaces: readonly string[] = [
  "drizzle",
  "graphile_migrate",
  "sqitch",
  "supabase_migrations",
];

/** A condition on `pg_namespace n`: not the namespace of a tool. */
export const notBookkeepingNamespace = `(n.nspname <> ALL (${textArray(bookkeepingNamespaces)}) OR EXISTS (
  SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND c.relname <> ALL (${textArray(bookkeepingTables)})))`;
