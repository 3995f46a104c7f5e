import { calledAs } from "./calledAs.ts";
import { either, options, record, text } from "./kind.ts";
import { schema, typeName } from "./kinds.ts";
import { checkOptions, checkValue, type Kinds } from "./options.ts";
import { type PgTypeName } from "./function.ts";

export interface PgAttribute {
  /** The name of a type as PostgreSQL knows it, or a `pgEnum`. */
  readonly type: PgTypeName;
  /** As SQL names it: `"C"` in its own quotes. */
  readonly collation?: string;
  readonly comment?: string;
}

export interface PgCompositeConfig {
  /** A name, or a `pgSchema`. */
  readonly schema?: string | { readonly schemaName: string };
  readonly comment?: string;
}

/** A composite type that the database is to have. Export it beside the models. */
export interface PgComposite {
  readonly compositeName: string;
}

/**
 * Declares a composite type by its attributes, in the order of `ROW(…)`; a column takes it by its name:
 *
 *     export const address = pgComposite("address", { street: "text", zip: { type: "text", collation: '"C"' } });
 *     const addressColumn = customType<{ data: string }>({ dataType: () => address.compositeName });
 */
export function pgComposite(
  name: string,
  attributes: Readonly<Record<string, PgTypeName | PgAttribute>>,
  config: PgCompositeConfig = {},
): PgComposite {
  calledAs('pgComposite("name", { attribute: "type", … })', name, attributes);
  checkValue(`What pgComposite "${name}" holds`, attributes, ATTRIBUTES);
  checkOptions(`pgComposite "${name}"`, config, KINDS);
  const value = { ...config, name, attributes };
  return Object.defineProperty({ compositeName: name }, Symbol.for("limbeck:composite"), { value });
}

const ATTRIBUTE: Kinds<PgAttribute> = { type: typeName, collation: text, comment: text };
const ATTRIBUTES = record(either(typeName, options(ATTRIBUTE, ["type"])));
const KINDS: Kinds<PgCompositeConfig> = { schema, comment: text };
