import { type Target } from "@limbeck/database";
import { type DatabaseParts, type DrizzleConfig, type DrizzleRoles } from "@limbeck/loader";

import { type LimbeckConfig } from "./config.ts";

/** What a Drizzle configuration says, in our words. What it does not say is absent. */
export function fromDrizzle(drizzle: DrizzleConfig): LimbeckConfig {
  return {
    dialect: drizzle.dialect,
    ...(drizzle.schema.length === 0 ? {} : { schema: drizzle.schema }),
    ...databaseFrom(drizzle),
    ...(drizzle.schemaFilter === undefined ? {} : { schemas: drizzle.schemaFilter }),
    ...(drizzle.tablesFilter.length === 0 ? {} : { tables: drizzle.tablesFilter }),
    ...(drizzle.roles === undefined ? {} : rolesFrom(drizzle.roles)),
    ...(drizzle.casing === undefined ? {} : { casing: drizzle.casing }),
    ...(drizzle.extensionsFilters.length === 0 ? {} : { extensions: drizzle.extensionsFilters }),
  };
}

/** The roles of hosted services, as drizzle-kit knows them. */
const OF_PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  supabase: [
    "anon",
    "authenticator",
    "authenticated",
    "service_role",
    "supabase_auth_admin",
    "supabase_storage_admin",
    "dashboard_user",
    "supabase_admin",
  ],
  neon: ["authenticated", "anonymous"],
};

function rolesFrom({ managed, provider = "", include, exclude }: DrizzleRoles): Pick<LimbeckConfig, "roles"> {
  const excluded = managed ? [...(OF_PROVIDERS[provider] ?? []), ...exclude] : ["*"];
  const roles = [...include, ...excluded.map((name) => `!${name}`)];
  return roles.length === 0 ? {} : { roles };
}

function databaseFrom({ credentials, dialect }: DrizzleConfig): Pick<LimbeckConfig, "url" | "credentials"> {
  if (credentials === undefined) return {};
  switch (credentials.kind) {
    // A driver over HTTP cannot run migrations; the revisions themselves can still be compared.
    case "other":
      return {};
    case "url":
      return { url: URLS[dialect](credentials) };
    case "pglite":
      return credentials.url === undefined ? {} : { url: pgliteUrl(credentials.url) };
    case "parts": {
      const { kind: _, ...parts } = credentials;
      return { credentials: parts };
    }
  }
}

type UrlCredentials = Extract<NonNullable<DrizzleConfig["credentials"]>, { readonly kind: "url" }>;

const URLS = {
  postgresql: ({ url }) => url,
  sqlite: sqliteUrl,
} satisfies Record<DrizzleConfig["dialect"], (credentials: UrlCredentials) => string>;

/** Of SQLite, drizzle-kit takes a bare path too: `./local.db`, `:memory:`. The token of a libSQL server is a parameter of its URL. */
function sqliteUrl({ url, authToken }: UrlCredentials): string {
  const whole = /^[a-z][a-z0-9+]+:/i.test(url) ? url : `sqlite:${url}`;
  if (authToken === undefined) return whole;
  return `${whole}${whole.includes("?") ? "&" : "?"}authToken=${encodeURIComponent(authToken)}`;
}

function pgliteUrl(folder: string): string {
  return folder.startsWith("pglite://") ? folder : `pglite://${folder.replace(/^file:\/\//, "")}`;
}

/** Credentials in parts, as the database package takes them. */
export function partsTarget({
  host,
  port,
  user,
  password,
  database,
  ssl,
}: Omit<DatabaseParts, "kind">): Target {
  return {
    engine: "postgres",
    host,
    database,
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(ssl === undefined ? {} : { ssl: typeof ssl === "string" ? tlsMode(ssl) : ssl }),
  };
}

const MODES = ["disable", "allow", "prefer", "require", "no-verify", "verify-ca", "verify-full"] as const;

function tlsMode(text: string): (typeof MODES)[number] {
  return MODES.find((mode) => mode === text) ?? "require";
}
