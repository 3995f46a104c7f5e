import { commentOf } from "./comment.ts";
import { type Declared } from "./errors.ts";
import { exportsOf, type ModelModule } from "./exports.ts";

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

/** All exported declarations of a kind, each once. The config is what the declaring function took, typed as it is there. */
export function declarationsOf<Config>(
  modules: readonly ModelModule[],
  kind: DeclarationKind,
): readonly DeclaredConfig<Config>[] {
  const found = new Map<object, DeclaredConfig<Config>>();
  for (const { value, declared } of modules.flatMap(exportsOf)) {
    const config = configOf(value, kind);
    // Only the function of that kind writes there, and its types have seen what was handed to it.
    if (typeof value === "object" && value !== null && config !== undefined && !found.has(config))
      found.set(config, { config: config as Config, declared, ...commentOf(value) });
  }
  return [...found.values()];
}

/** What a declaration of the kind left on the value; undefined for anything else. */
export function configOf(value: unknown, kind: DeclarationKind): object | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    const config: unknown = Reflect.get(value, Symbol.for(`limbeck:${kind}`));
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
