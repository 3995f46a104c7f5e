import { drizzleCredentials, type DrizzleCredentials } from "./drizzleCredentials.ts";
import { configInvalid, dialectUnsupported } from "./errors.ts";
import { optional, record, textList } from "./option.ts";

/** What a `drizzle.config.*` of drizzle-kit 0.31 or 1.0 says, in one shape. What it does not say is absent or empty. */
export interface DrizzleConfig {
  readonly dialect: "postgresql" | "sqlite";
  /** Files, folders, globs; as written. */
  readonly schema: readonly string[];
  /** Drizzle's own migrations folder. */
  readonly out: string;
  readonly credentials?: DrizzleCredentials;
  /** Absent: not said. drizzle-kit 0.31 then means `public`, 1.0 every schema. */
  readonly schemaFilter?: readonly string[];
  readonly tablesFilter: readonly string[];
  readonly extensionsFilters: readonly string[];
  /** 0.31 only; in 1.0 it is said by the tables. */
  readonly casing?: "snake_case" | "camelCase";
  /** Where Drizzle keeps its own record of what was applied. */
  readonly migrations: { readonly table: string; readonly schema: string };
  /** Absent: not said. drizzle-kit then makes what models declare, and drops nothing. */
  readonly roles?: DrizzleRoles;
}

/** Which database roles belong to the models. */
export interface DrizzleRoles {
  readonly managed: boolean;
  readonly provider?: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

const dialects = { postgresql: "postgresql", sqlite: "sqlite", turso: "sqlite" } as const;

/**
 * Reads the default export of a Drizzle configuration; `file` is named in errors. Fails with `dialect-unsupported`, or with
 * `config-invalid` where an option has another type than drizzle-kit takes.
 */
export function drizzleConfig(value: unknown, file: string): DrizzleConfig {
  const config = record(value, file, "default export");
  const dialect = dialectOf(config["dialect"], file);
  const credentials = drizzleCredentials(config, file);
  const casing = casingOf(config["casing"], file);
  return {
    dialect,
    schema: textList(config, "schema", file) ?? [],
    out: optional(config, "out", "string", file) ?? "drizzle",
    ...(credentials && { credentials }),
    ...schemaFilterOf(config, file),
    tablesFilter: textList(config, "tablesFilter", file) ?? [],
    extensionsFilters: textList(config, "extensionsFilters", file) ?? [],
    ...(casing && { casing }),
    migrations: migrationsOf(config["migrations"], file),
    ...rolesOf(config["entities"], file),
  };
}

function dialectOf(dialect: unknown, file: string): DrizzleConfig["dialect"] {
  if (typeof dialect !== "string") throw configInvalid(file, "dialect", '"postgresql" or "sqlite"');
  const known = Object.entries(dialects).find(([name]) => name === dialect);
  if (known === undefined) throw dialectUnsupported(file, dialect);
  return known[1];
}

function schemaFilterOf(
  config: Readonly<Record<string, unknown>>,
  file: string,
): Pick<DrizzleConfig, "schemaFilter"> {
  const schemaFilter = textList(config, "schemaFilter", file);
  return schemaFilter ? { schemaFilter } : {};
}

function casingOf(casing: unknown, file: string): DrizzleConfig["casing"] {
  if (casing === undefined || casing === "snake_case" || casing === "camelCase") return casing;
  throw configInvalid(file, "casing", '"snake_case" or "camelCase"');
}

function migrationsOf(value: unknown, file: string): DrizzleConfig["migrations"] {
  const migrations = value === undefined ? {} : record(value, file, "migrations");
  return {
    table: optional(migrations, "table", "string", file) ?? "__drizzle_migrations",
    schema: optional(migrations, "schema", "string", file) ?? "drizzle",
  };
}

function rolesOf(value: unknown, file: string): Pick<DrizzleConfig, "roles"> {
  const roles = value === undefined ? undefined : record(value, file, "entities")["roles"];
  if (roles === undefined) return {};
  if (typeof roles === "boolean") return { roles: { managed: roles, include: [], exclude: [] } };
  return { roles: toldRoles(record(roles, file, "entities.roles"), file) };
}

function toldRoles(told: Readonly<Record<string, unknown>>, file: string): DrizzleRoles {
  const provider = optional(told, "provider", "string", file);
  return {
    managed: true,
    ...(provider !== undefined && { provider }),
    include: textList(told, "include", file) ?? [],
    exclude: textList(told, "exclude", file) ?? [],
  };
}
