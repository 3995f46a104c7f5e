/** Something in the models that is left out, in a form like that of an error. */
export interface Warning {
  /** Stable, lower-case-with-dashes. */
  readonly code:
    | "foreign-dialect-table"
    | "foreign-dialect-builder"
    | "unknown-builder"
    | "misplaced-declaration"
    | "policy-without-table"
    | "casing-ignored";
  readonly message: string;
  readonly hint: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export function foreignDialectTable(file: string, exported: string, kind: string): Warning {
  return {
    code: "foreign-dialect-table",
    message: `${exported} in ${file} is a ${kind}, not a table of PostgreSQL, and is left out.`,
    hint: "Build it with pgTable, or keep it out of the configured schema files.",
    facts: { file, export: exported, kind },
  };
}

/** Drizzle 0.45 passes over what it does not know in a table's callback, without a word; 1.0 throws. */
export function strayBuilder(file: string, table: string, kind: string | undefined): Warning {
  const foreign = kind !== undefined && !kind.startsWith("Pg");
  return {
    code: foreign ? "foreign-dialect-builder" : "unknown-builder",
    message: `Table ${table} in ${file} holds ${kind === undefined ? "a value" : `a ${kind}`} that is no index or constraint of PostgreSQL, and it is left out.`,
    hint: foreign
      ? "Import the builder from drizzle-orm/pg-core."
      : "Return finished builders, such as index().on(column) or unique().on(column).",
    facts: { file, table, ...(kind === undefined ? {} : { kind }) },
  };
}

export function policyWithoutTable(file: string, policy: string): Warning {
  return {
    code: "policy-without-table",
    message: `Policy ${policy} in ${file} belongs to no table, and is left out.`,
    hint: "Return it in the callback of its table, or link it: pgPolicy(…).link(table).",
    facts: { file, policy },
  };
}

/** A declaration of `limbeck/pg` around something that cannot have what it says. */
export function misplacedDeclaration(
  file: string,
  table: string,
  declaration: string,
  noun: string,
): Warning {
  return {
    code: "misplaced-declaration",
    message: `Table ${table} in ${file} has ${declaration}() around ${noun}, of which it says nothing, and it is left out.`,
    hint: `Take ${declaration}() away there; docs/declarations.md tells what it stands around.`,
    facts: { file, table, declaration, around: noun },
  };
}

export function casingIgnored(version: string): Warning {
  return {
    code: "casing-ignored",
    message: `The configured casing has no effect with drizzle-orm ${version}.`,
    hint: "Use snakeCase.table or camelCase.table of drizzle-orm/pg-core in the models.",
    facts: { version },
  };
}
