import { commentOf } from "./comment.ts";
import { type Declared } from "./errors.ts";
import { type Found } from "./exports.ts";

/** What a declaration of Limbeck's own says, and where it is exported. */
export interface DeclaredConfig<Config> {
  readonly config: Config;
  readonly declared: Declared;
  /** What `comment()` says of it. */
  readonly comment?: string;
}

/** The kinds of declarations that are objects of their own; each leaves its config under a symbol. */
export type DeclarationKind =
  "collation" | "composite" | "extension" | "function" | "partition" | "range" | "trigger" | "sqliteTrigger";

/** Looked up once: every export is asked for each. */
const SYMBOLS: Readonly<Record<DeclarationKind, symbol>> = {
  collation: Symbol.for("limbeck:collation"),
  composite: Symbol.for("limbeck:composite"),
  extension: Symbol.for("limbeck:extension"),
  function: Symbol.for("limbeck:function"),
  partition: Symbol.for("limbeck:partition"),
  range: Symbol.for("limbeck:range"),
  trigger: Symbol.for("limbeck:trigger"),
  sqliteTrigger: Symbol.for("limbeck:sqliteTrigger"),
};

/** All exported declarations of a kind, each once. The config is what the declaring function took, typed as it is there. */
export function declarationsOf<Config>(
  found: readonly Found[],
  kind: DeclarationKind,
): readonly DeclaredConfig<Config>[] {
  const declarations = new Map<object, DeclaredConfig<Config>>();
  for (const { value, declared } of found) {
    const config = configOf(value, kind);
    // Only the function of that kind writes there, and its types have seen what was handed to it.
    if (typeof value === "object" && value !== null && config !== undefined && !declarations.has(config))
      declarations.set(config, { config: config as Config, declared, ...commentOf(value) });
  }
  return [...declarations.values()];
}

/** What a declaration of the kind left on the value; undefined for anything else. */
export function configOf(value: unknown, kind: DeclarationKind): object | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    const config: unknown = Reflect.get(value, SYMBOLS[kind]);
    return typeof config === "object" && config !== null ? config : undefined;
  } catch {
    // A stand-in for a connection may throw at any question; it declares nothing.
    return undefined;
  }
}

/** The name of a schema that is said as a name or as a `pgSchema`. */
export function schemaNameOf(
  schema: string | { readonly schemaName: string } | undefined,
): string | undefined {
  return typeof schema === "object" ? schema.schemaName : schema;
}
