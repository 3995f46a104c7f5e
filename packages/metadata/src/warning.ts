import { type Dialect } from "@limbeck/model";
import { type Drizzle } from "./drizzle/drizzle.ts";
import { entityKindOf } from "./drizzle/table.ts";
import { type ModelTable } from "./modelTable.ts";
import { type ReadOptions } from "./reading.ts";

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

/** How each dialect's side of Drizzle is called. */
const WORDS = {
  postgres: {
    ...{ name: "PostgreSQL", table: "pgTable", core: "drizzle-orm/pg-core", prefix: "Pg" },
    configured: "postgresql",
  },
  sqlite: {
    ...{ name: "SQLite", table: "sqliteTable", core: "drizzle-orm/sqlite-core", prefix: "SQLite" },
    configured: "sqlite",
  },
} satisfies Record<Dialect, object>;

export function foreignDialectTable(file: string, exported: string, kind: string, dialect: Dialect): Warning {
  const { name, table } = WORDS[dialect];
  return {
    code: "foreign-dialect-table",
    message: `${exported} in ${file} is a ${kind}, not a table of ${name}, and is left out.`,
    hint: `Build it with ${table}, ${meant(kind)}or keep it out of the configured schema files.`,
    facts: { file, export: exported, kind },
  };
}

/** Whose table it is may be what was meant all along. */
function meant(kind: string): string {
  const own = Object.values(WORDS).find(({ prefix }) => kind.startsWith(prefix));
  return own === undefined ? "" : `set dialect: "${own.configured}" if the models are ${own.name}'s, `;
}

/** Drizzle 0.45 passes over what it does not know in a table's callback, without a word; 1.0 throws. */
export function strays({ parts, extra, declared }: ModelTable, dialect: Dialect): readonly Warning[] {
  return extra.strays.map((stray) => strayBuilder(declared.file, parts.name, entityKindOf(stray), dialect));
}

function strayBuilder(file: string, table: string, kind: string | undefined, dialect: Dialect): Warning {
  const { name, core, prefix } = WORDS[dialect];
  const foreign = kind !== undefined && !kind.startsWith(prefix);
  return {
    code: foreign ? "foreign-dialect-builder" : "unknown-builder",
    message: `Table ${table} in ${file} holds ${kind === undefined ? "a value" : `a ${kind}`} that is no index or constraint of ${name}, and it is left out.`,
    hint: foreign
      ? `Import the builder from ${core}.`
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

/** A declaration around something that cannot have what it says. */
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

/** Only 0.45 is told a casing by its configuration. */
export function casingWarning({ drizzle, casing }: ReadOptions): readonly Warning[] {
  return casing !== undefined && drizzle.casing === undefined ? [casingIgnored(drizzle)] : [];
}

function casingIgnored({ version }: Drizzle): Warning {
  return {
    code: "casing-ignored",
    message: `The configured casing has no effect with drizzle-orm ${version}.`,
    hint: "Use snakeCase.table or camelCase.table of drizzle-orm in the models.",
    facts: { version },
  };
}
