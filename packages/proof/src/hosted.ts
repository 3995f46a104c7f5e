import {
  type Dialect,
  type QualifiedName,
  type Routine,
  routineKey,
  routineType,
  type Schema,
} from "@limbeck/model";

/** What hosted services bring along that policies, defaults and views call, and a scratch database has not. */
const HOSTED: readonly Routine[] = [
  // Supabase: supabase.com/docs/guides/database/postgres/row-level-security, …/storage/schema/helper-functions
  routine("auth", "uid", [], "uuid"),
  routine("auth", "role", [], "text"),
  routine("auth", "email", [], "text"),
  routine("auth", "jwt", [], "jsonb"),
  routine("storage", "foldername", ["text"], "text[]"),
  routine("storage", "filename", ["text"], "text"),
  routine("storage", "extension", ["text"], "text"),
  // Neon: neon.com/docs/guides/row-level-security
  routine("auth", "user_id", [], "text"),
  routine("auth", "session", [], "jsonb"),
];

function routine(schema: string, name: string, types: readonly string[], returns: string): Routine {
  return {
    schema,
    name,
    arguments: types.map((type) => ({ type: routineType(type) })),
    returns: routineType(returns),
    language: "sql",
    body: `SELECT NULL::${returns}`,
    volatility: "stable",
  };
}

/**
 * The functions of hosted services that texts call, as SQL or as revision files say it, without those that the schemas have: stand-ins,
 * so that what calls them can be made on a scratch database. They give NULL.
 */
export function hostedIn(texts: readonly string[], schemas: readonly Schema[] = []): readonly Routine[] {
  const own = new Set(schemas.flatMap(({ functions }) => functions.map(routineKey)));
  return HOSTED.filter((one) => {
    const { schema = "", name } = one;
    const call = new RegExp(String.raw`\b${schema}\\?"?\s*\.\s*\\?"?${name}\\?"?\s*\(`, "i");
    return !own.has(routineKey(one)) && !makes(texts, schema) && texts.some((text) => call.test(text));
  });
}

/** Whether somebody makes the schema of a service himself, with all that is in it. */
function makes(texts: readonly string[], schema: string): boolean {
  const made = new RegExp(String.raw`\bcreate\s*schema\b[^;\n}]*\b${schema}\b`, "i");
  return texts.some((text) => made.test(text));
}

/** The schema with stand-ins in it, and their namespaces. */
export function withHosted(schema: Schema, hosted: readonly Routine[]): Schema {
  if (!HAVE_HOSTS[schema.dialect]) return schema;
  const have = new Set(schema.namespaces.map(({ name }) => name));
  const more = namespacesOf(hosted).filter((name) => !have.has(name));
  return {
    ...schema,
    namespaces: [...schema.namespaces, ...more.map((name) => ({ name }))],
    functions: [...schema.functions, ...hosted],
  };
}

/** The functions of hosted services are PostgreSQL's. */
const HAVE_HOSTS = { postgres: true, sqlite: false } satisfies Record<Dialect, boolean>;

/** The schema of a database that was prepared with stand-ins, without these; `theirs` are the namespaces that are nobody's but theirs. */
export function withoutHosted(schema: Schema, hosted: readonly Routine[]): Schema {
  const keys = new Set(hosted.map(routineKey));
  const functions = schema.functions.filter((one) => !keys.has(routineKey(one)));
  const { tables, collations, enums, domains, composites, ranges, sequences, views } = schema;
  const objects = [
    functions,
    tables,
    collations,
    enums,
    domains,
    composites,
    ranges,
    sequences,
    views,
  ].flat();
  const used = new Set(namespacesOf(objects));
  const theirs = new Set(namespacesOf(hosted).filter((name) => !used.has(name)));
  return { ...schema, functions, namespaces: schema.namespaces.filter(({ name }) => !theirs.has(name)) };
}

function namespacesOf(objects: readonly QualifiedName[]): readonly string[] {
  return [...new Set(objects.flatMap(({ schema }) => (schema === undefined ? [] : [schema])))];
}
