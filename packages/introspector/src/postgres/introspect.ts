import { showName } from "@limbeck/model";
import { type Connection } from "@limbeck/database";
import { type Introspection, type IntrospectOptions, type Unread } from "../introspection.ts";
import { type Answers, catalogStatement, parseAnswers } from "./answers.ts";
import { askApart, READING } from "./apart.ts";
import { assemble } from "./assemble.ts";
import { createContext } from "./context.ts";
import { withoutOrphans } from "./partition.ts";
import { type NamedRow, qualifiedName } from "./reader.ts";
import { type Scope } from "./scope.ts";
import { pinForReading } from "./settings.ts";
import { unmodelledOf } from "./unmodelled.ts";

/** `askCatalog` for PostgreSQL 14 to 18. */
export async function askPostgres(connection: Connection, options: IntrospectOptions): Promise<Unread> {
  const scope = scopeOf(connection, options);
  const [path = [], ...others] = await askApart(connection, READING, [
    "SHOW search_path",
    ...(options.beside ?? []),
    pinForReading(scope.defaultSchema),
    catalogStatement(scope),
  ]);
  const text = String(others.at(-1)?.[0]?.["answer"]);
  const session = {
    defaultSchema: scope.defaultSchema,
    serverVersion: connection.server.version,
    searchPath: String(path[0]?.["search_path"]),
    beside: others.slice(0, -2),
  };
  let read: Introspection | undefined;
  return { ...session, text, read: () => (read ??= { ...session, ...readText(text, options) }) };
}

function readText(
  text: string,
  { ignore = () => false }: IntrospectOptions,
): Pick<Introspection, "schema" | "unmodelled"> {
  const answers = withoutIgnored(parseAnswers(text), ignore);
  return {
    schema: assemble(answers, createContext(answers)),
    unmodelled: answers.unmodelled.map(unmodelledOf),
  };
}

function scopeOf({ server }: Connection, options: IntrospectOptions): Scope {
  const defaultSchema = options.defaultSchema ?? "public";
  return {
    defaultSchema,
    schemas: options.allSchemas === true ? undefined : (options.schemas ?? [defaultSchema]),
    bookkeeping: options.bookkeeping ?? [],
    othersBookkeeping: options.othersBookkeeping ?? false,
    roles: options.roles ?? false,
    major: Math.floor(server.version / 10_000),
  };
}

/** What is ignored goes before anything is read, so that what hangs on it goes with it. */
function withoutIgnored(answers: Answers, ignore: NonNullable<IntrospectOptions["ignore"]>): Answers {
  const keep = (kind: string) => (row: Omit<NamedRow, "oid">) => !ignore(kind, showName(qualifiedName(row)));
  const tables = withoutOrphans(answers.tables.filter(keep("table")));
  const views = answers.views.filter((row) => keep(row.materialized ? "materialized view" : "view")(row));
  const relations = new Set([...tables, ...views].map(({ oid }) => oid));
  return {
    ...answers,
    namespaces: answers.namespaces.filter(({ name }) => !ignore("namespace", name)),
    extensions: answers.extensions.filter(({ name }) => !ignore("extension", name)),
    collations: answers.collations.filter(keep("collation")),
    enums: answers.enums.filter(keep("enum")),
    domains: answers.domains.filter(keep("domain")),
    composites: answers.composites.filter(keep("composite")),
    ranges: answers.ranges.filter(keep("range")),
    // A serial column's sequence is not an object of its own; what is ignored here is a free-standing one.
    sequences: answers.sequences.filter((row) => row.ownerTable !== null || keep("sequence")(row)),
    functions: answers.functions.filter(keep("function")),
    tables,
    views,
    triggers: answers.triggers.filter(
      (row) =>
        relations.has(row.table) &&
        keep("trigger")({ ...row.relation, name: `${row.relation.name}.${row.name}` }),
    ),
    roles: answers.roles.filter(({ name }) => !ignore("role", name)),
    unmodelled: answers.unmodelled.filter((row) => keep(row.kind)(row)),
  };
}
