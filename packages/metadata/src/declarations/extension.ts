import { calledAs } from "./calledAs.ts";
import { text } from "./kind.ts";
import { schema } from "./kinds.ts";
import { checkOptions, type Kinds } from "./options.ts";

/** Where an extension is to stand, and in which version; what is left out is whatever the database has. */
export interface PgExtensionConfig {
  /** The schema of its objects: a name, or a `pgSchema`. */
  readonly schema?: string | { readonly schemaName: string };
  readonly version?: string;
}

/** An extension that the database is to have. Export it beside the models. */
export interface PgExtension {
  readonly extensionName: string;
}

/**
 * Says that the database has an extension:
 *
 *     export const citext = pgExtension("citext");
 *     export const postgis = pgExtension("postgis", { schema: "gis", version: "3.5.0" });
 */
export function pgExtension(name: string, config: PgExtensionConfig = {}): PgExtension {
  calledAs('pgExtension("name", { … })', name, config);
  checkOptions(`pgExtension "${name}"`, config, KINDS);
  const extension = { extensionName: name };
  return Object.defineProperty(extension, Symbol.for("limbeck:extension"), { value: { ...config, name } });
}

const KINDS: Kinds<PgExtensionConfig> = { schema, version: text };
