import { LimbeckError, reasonOf } from "@limbeck/model";

export function drizzleMissing(from: string, cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "drizzle-missing",
    message: "drizzle-orm is not installed in this project.",
    hint: "Run npm install drizzle-orm.",
    facts: { from },
    exit: 2,
    cause,
  });
}

export function drizzleTooOld(version: string): LimbeckError {
  return new LimbeckError({
    code: "drizzle-too-old",
    message: `drizzle-orm ${version} is older than 0.45.0.`,
    hint: "Run npm install drizzle-orm@latest.",
    facts: { version, needed: ">=0.45.0" },
    exit: 2,
  });
}

/** Drizzle is there, but is not the Drizzle that the reader knows. */
export function drizzleUnknown(version: string, missing: string): LimbeckError {
  return new LimbeckError({
    code: "drizzle-unknown",
    message: `drizzle-orm ${version} has no ${missing}, which reading models needs.`,
    hint: "Limbeck reads drizzle-orm 0.45 and 1.0; install one of them.",
    facts: { version, missing },
    exit: 2,
  });
}

/** Where a name was declared. */
export interface Declared {
  readonly file: string;
  readonly export: string;
  /** Not exported at all: a foreign key of that file leads to it. */
  readonly followed?: true;
}

export type Clashing =
  | "table"
  | "collation"
  | "enum"
  | "domain"
  | "composite type"
  | "range type"
  | "sequence"
  | "view"
  | "role"
  | "extension"
  | "function"
  | "trigger"
  | "index"
  | "constraint"
  | "column"
  | "policy";

/** Two different things that would have one name in the database; the first may be of another kind than `kind`. */
export function nameClash(
  kind: Clashing,
  name: string,
  declared: readonly [Declared & { readonly kind?: Clashing }, Declared],
  within?: string,
): LimbeckError {
  const [a, b] = declared;
  const place = within === undefined ? "" : ` in ${within}`;
  return new LimbeckError({
    code: "name-clash",
    message: `${both(a.kind ?? kind, kind)} are called ${name}${place}: ${show(a)} and ${show(b)}.`,
    hint: "Rename one of them, or give it another schema.",
    facts: { kind, name, declared, ...(within === undefined ? {} : { within }) },
    exit: 2,
  });
}

function both(one: Clashing, other: Clashing): string {
  return one === other
    ? `Two different ${plural(one)}`
    : `Both ${withArticle(one)} and ${withArticle(other)}`;
}

function withArticle(kind: Clashing): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function plural(kind: Clashing): string {
  return kind === "index" ? "indexes" : kind === "policy" ? "policies" : `${kind}s`;
}

function show(declared: Declared): string {
  return `${declared.export} in ${declared.file}`;
}

/** An enum that could not be told from a type of PostgreSQL's own. */
export function enumNameTaken(name: string): LimbeckError {
  return new LimbeckError({
    code: "enum-name-taken",
    message: `The enum "${name}" has the name of a type that PostgreSQL brings along, which is found first.`,
    hint: "Give the enum another name, or declare it in a schema: pgSchema(…).enum(…).",
    facts: { name },
    exit: 2,
  });
}

/** A reference callback threw, or gave a column that does not exist (two files that import each other). */
export function foreignKeyUnresolved(table: string, file: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: "foreign-key-unresolved",
    message: `A foreign key of table ${table} in ${file} cannot be resolved${because(cause)}.`,
    hint: "Check that its reference gives a column of an exported table, and that the files do not import each other in a circle.",
    facts: { table, file },
    exit: 2,
    cause,
  });
}

/** The callback with indexes and constraints of a table threw. */
export function tableCallbackFailed(table: string, file: string, cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "table-callback-failed",
    message: `The indexes and constraints of table ${table} in ${file} cannot be read${because(cause)}.`,
    hint: "The third argument of that pgTable, or a declaration around it, throws; see the cause.",
    facts: { table, file },
    exit: 2,
    cause,
  });
}

/** A part of a column cannot be read: its default, its type, its generated expression. */
export function columnUnreadable(table: string, column: string, part: string, cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "column-unreadable",
    message: `The ${part} of column ${table}.${column} cannot be read${because(cause)}.`,
    hint: `Correct the ${part} in the model.`,
    facts: { table, column, part },
    exit: 2,
    cause,
  });
}

/** What the types of Drizzle refuse, and JavaScript lets pass. `meant` are the words that there are, or what it has to be. */
export function modelWrong(
  what: string,
  file: string,
  given: unknown,
  meant: readonly string[],
): LimbeckError {
  const words = typeof given === "string" ? JSON.stringify(given) : String(given);
  return new LimbeckError({
    code: "model-wrong",
    message: `${what} in ${file} is ${words}.`,
    hint: `It has to be ${meant.length === 1 ? meant.join("") : `one of ${meant.join(", ")}`}.`,
    facts: { what, file, given: words },
    exit: 2,
  });
}

/** An index or a key without any column. */
export function emptyList(what: string, file: string): LimbeckError {
  return new LimbeckError({
    code: "model-wrong",
    message: `${what} in ${file} has no columns.`,
    hint: "Name at least one.",
    facts: { what, file },
    exit: 2,
  });
}

/** The callback of `viewIndexes` threw. */
export function viewIndexesFailed(view: string, file: string, cause: unknown): LimbeckError {
  return new LimbeckError({
    code: "view-indexes-failed",
    message: `The indexes of view ${view} in ${file} cannot be read${because(cause)}.`,
    hint: "The second argument of that viewIndexes throws; see the cause.",
    facts: { view, file },
    exit: 2,
    cause,
  });
}

/** Only what has rows of its own has indexes. */
export function indexesOfPlainView(view: string, file: string): LimbeckError {
  return new LimbeckError({
    code: "indexes-of-plain-view",
    message: `View ${view} in ${file} has viewIndexes(), and is not a materialized view.`,
    hint: "Make it a pgMaterializedView, or put the indexes on the tables that it reads.",
    facts: { view, file },
    exit: 2,
  });
}

/** A declaration in one table or view names a column of another. */
export function columnOfAnotherTable(
  table: string,
  declaration: string,
  column: string,
  noun: "Table" | "View" = "Table",
): LimbeckError {
  return new LimbeckError({
    code: "column-of-another-table",
    message: `${noun} ${table} has ${declaration}() with column ${column}, which is not one of its own.`,
    hint: `Name columns of ${table} there.`,
    facts: { table, declaration, column },
    exit: 2,
  });
}

export function severalPrimaryKeys(table: string, keys: readonly (readonly string[])[]): LimbeckError {
  const listed = keys.map((columns) => `(${columns.join(", ")})`).join(" and ");
  return new LimbeckError({
    code: "several-primary-keys",
    message: `Table ${table} has several primary keys: ${listed}.`,
    hint: "Keep one; for a key of several columns use primaryKey({ columns: [...] }) alone.",
    facts: { table, keys },
    exit: 2,
  });
}

function because(cause: unknown): string {
  return cause === undefined ? "" : `: ${reasonOf(cause).split("\n")[0] ?? ""}`;
}
