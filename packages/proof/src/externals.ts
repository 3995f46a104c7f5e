import {
  type Column,
  emptyTable,
  type ForeignKey,
  nameKey,
  nameOf,
  type QualifiedName,
  type Schema,
  type Table,
} from "@limbeck/model";

/**
 * The tables that foreign keys lead to and that none of the schemas holds, because they are somebody else's (a hosted service's
 * `auth.users`) or left out by the configuration: as much of each as a foreign key needs, so that a scratch database can
 * stand in for one that has them.
 */
export function externalsOf(schemas: readonly Schema[]): readonly Table[] {
  const known = new Set(schemas.flatMap(({ tables }) => tables.map(nameKey)));
  const found = new Map<string, Table>();
  for (const table of schemas.flatMap(({ tables }) => tables)) {
    for (const key of table.foreignKeys) {
      const target = key.references.table;
      if (known.has(nameKey(target))) continue;
      found.set(
        nameKey(target),
        extended(found.get(nameKey(target)) ?? emptyTable(nameOf(target)), table, key),
      );
    }
  }
  return [...found.values()];
}

/** The stand-in with the columns that one more foreign key points at, and a key over them. */
function extended(stub: Table, { columns }: Table, key: ForeignKey): Table {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const have = new Set(stub.columns.map(({ name }) => name));
  const pointed = key.references.columns.flatMap((name, at): Column[] => {
    const type = types.get(key.columns[at] ?? "");
    return have.has(name) || type === undefined ? [] : [{ name, type, nullable: false }];
  });
  const covered = stub.uniques.some((unique) => sameColumns(unique.columns, key.references.columns));
  const unique = { name: `${stub.name}_key${stub.uniques.length}`, columns: key.references.columns };
  return {
    ...stub,
    columns: [...stub.columns, ...pointed],
    uniques: covered ? stub.uniques : [...stub.uniques, unique],
  };
}

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The namespaces that extensions of a schema stand in and that it does not hold, because nobody declares them (a hosted service's `extensions`). */
export function placesOfExtensions(schemas: readonly Schema[]): readonly string[] {
  const lacking = schemas.flatMap(({ extensions, namespaces }) => {
    const have = new Set(namespaces.map(({ name }) => name));
    return extensions.flatMap(({ schema }) => (schema === undefined || have.has(schema) ? [] : [schema]));
  });
  return [...new Set(lacking)];
}

export function withNamespaces(schema: Schema, names: readonly string[]): Schema {
  const have = new Set(schema.namespaces.map(({ name }) => name));
  const more = names.filter((name) => !have.has(name));
  return { ...schema, namespaces: [...schema.namespaces, ...more.map((name) => ({ name }))] };
}

/** The schema with the tables of others in it, and their namespaces. */
export function withExternals(schema: Schema, externals: readonly Table[]): Schema {
  const { tables, ...rest } = withNamespaces(schema, namespacesOf(externals));
  return { ...rest, tables: [...tables, ...externals] };
}

/** The schema of a database that was prepared with the tables of others, without these. */
export function withoutExternals(schema: Schema, externals: readonly Table[]): Schema {
  const names = new Set(externals.map(nameKey));
  const tables = schema.tables.filter((table) => !names.has(nameKey(table)));
  const { collations, enums, domains, composites, ranges, sequences, views } = schema;
  const used = new Set(
    namespacesOf([
      ...tables,
      ...collations,
      ...enums,
      ...domains,
      ...composites,
      ...ranges,
      ...sequences,
      ...views,
    ]),
  );
  const theirs = new Set(namespacesOf(externals).filter((name) => !used.has(name)));
  return { ...schema, tables, namespaces: schema.namespaces.filter(({ name }) => !theirs.has(name)) };
}

function namespacesOf(objects: readonly QualifiedName[]): readonly string[] {
  return [...new Set(objects.flatMap(({ schema }) => (schema === undefined ? [] : [schema])))];
}
