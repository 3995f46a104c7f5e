import { type Unmodelled } from "@limbeck/introspector";
import { type Column, nameKey, type Schema, showName, type Table, type Unsaid } from "@limbeck/model";

import { type ProjectModels } from "./models.ts";

/** Of what there is in the tables of the models, but of a kind that these do not speak of: it stays as it is. */
export function unsaidParts(
  { schema, comments, rowSecurity }: Pick<ProjectModels, "schema" | "comments" | "rowSecurity">,
  database: Schema,
): readonly Unmodelled[] {
  const unsaid = new Set<string>(schema.unsaid);
  const own = new Set(schema.tables.map(nameKey));
  const kinds = Object.entries(IN_TABLES).filter(([kind]) => unsaid.has(kind));
  const finders = [
    ...kinds.map(([, find]) => find),
    ...(rowSecurity.policies ? [] : [policies]),
    ...(comments ? [] : [tableComments]),
  ];
  return database.tables
    .filter((table) => own.has(nameKey(table)))
    .flatMap((table) => finders.flatMap((find) => find(table)));
}

type Find = (table: Table) => readonly Unmodelled[];

const IN_TABLES = {
  exclusions: (table) => table.exclusions.map(({ name }) => part("exclusion constraint", table, name)),
  columnStorage: inColumns("storage", ({ storage, compression }) => storage ?? compression),
  statistics: inColumns("statistics target", ({ statistics, options }) => statistics ?? options),
  storageParameters: (table) => ofTable("storage parameters", table, table.with),
  unlogged: (table) => ofTable("unlogged table", table, table.unlogged),
  replicaIdentity: (table) => ofTable("replica identity", table, table.replicaIdentity),
  clusterOn: (table) => ofTable("clustered index", table, table.clusterOn),
} satisfies Partial<Record<Unsaid, Find>>;

function policies(table: Table): readonly Unmodelled[] {
  return table.policies.map(({ name }) => part("policy", table, name));
}

function tableComments(table: Table): readonly Unmodelled[] {
  const { columns, primaryKey, uniques, foreignKeys, checks, exclusions, indexes } = table;
  const keys = primaryKey === undefined ? [] : [primaryKey];
  const parts = [...columns, ...keys, ...uniques, ...foreignKeys, ...checks, ...exclusions, ...indexes];
  return [
    ...ofTable("comment", table, table.comment),
    ...parts.flatMap(({ name, comment }) => (comment === undefined ? [] : [part("comment", table, name)])),
  ];
}

function inColumns(kind: string, has: (column: Column) => unknown): Find {
  return (table) =>
    table.columns.flatMap((column) => (has(column) === undefined ? [] : [part(kind, table, column.name)]));
}

function ofTable(kind: string, table: Table, value: unknown): readonly Unmodelled[] {
  return value === undefined ? [] : [{ kind, name: showName(table) }];
}

function part(kind: string, table: Table, name: string): Unmodelled {
  return { kind, name: `${showName(table)}.${name}` };
}
