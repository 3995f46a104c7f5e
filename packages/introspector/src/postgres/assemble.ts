import {
  type Column,
  type PartitionColumn,
  type Schema,
  sortSchema,
  type Table,
  type View,
} from "@limbeck/model";
import { type Answers } from "./answers.ts";
import { groupBy } from "../groupBy.ts";
import { type Context } from "./context.ts";
import { partitionColumns } from "./partitionColumn.ts";
import { type Reader, type TableRow } from "./reader.ts";
import { schemaReaders, tableReaders } from "./readers.ts";

/** The rows of the catalog as a Schema. */
export function assemble(answers: Answers, context: Context): Schema {
  const [defaultNamespace] = answers.defaultNamespace;
  return sortSchema({
    dialect: "postgres",
    namespaces: readAll(schemaReaders.namespaces, answers.namespaces, context),
    ...(defaultNamespace === undefined ? {} : { defaultNamespace }),
    extensions: readAll(schemaReaders.extensions, answers.extensions, context),
    collations: readAll(schemaReaders.collations, answers.collations, context),
    enums: readAll(schemaReaders.enums, answers.enums, context),
    domains: readAll(schemaReaders.domains, answers.domains, context),
    composites: readAll(schemaReaders.composites, answers.composites, context),
    ranges: readAll(schemaReaders.ranges, answers.ranges, context),
    sequences: readAll(schemaReaders.sequences, answers.sequences, context),
    functions: readAll(schemaReaders.functions, answers.functions, context),
    tables: readTables(answers, context),
    views: readViews(answers, context),
    triggers: readAll(schemaReaders.triggers, answers.triggers, context),
    roles: readAll(schemaReaders.roles, answers.roles, context),
  });
}

function readTables(answers: Answers, context: Context): readonly Table[] {
  const columns = (table: number): readonly Column[] =>
    readAll(tableReaders.columns, context.columnsOf(table), context);
  const primaryKeys = partOf(tableReaders.primaryKeys, answers.primaryKeys, context);
  const uniques = named(partOf(tableReaders.uniques, answers.uniques, context));
  const foreignKeys = named(partOf(tableReaders.foreignKeys, answers.foreignKeys, context));
  const checks = named(partOf(tableReaders.checks, answers.checks, context));
  const exclusions = named(partOf(tableReaders.exclusions, answers.exclusions, context));
  const indexes = named(partOf(tableReaders.indexes, answers.indexes, context));
  const policies = named(partOf(tableReaders.policies, answers.policies, context));
  const own = partitionColumns(context);
  return answers.tables.flatMap((row) => {
    const table = schemaReaders.tables.read(row, context);
    const [primaryKey] = primaryKeys(row.oid);
    if (table === undefined) return [];
    return {
      // What a literal spreads before it names keys, V8 (of Node 20) copies slowly: 20 µs a table.
      uniques: uniques(row.oid),
      foreignKeys: foreignKeys(row.oid),
      checks: checks(row.oid),
      exclusions: exclusions(row.oid),
      indexes: indexes(row.oid),
      policies: policies(row.oid),
      ...table,
      ...(table.partitionOf === undefined ? { columns: columns(row.oid) } : columnsOfPartition(own(row))),
      ...(primaryKey === undefined ? {} : { primaryKey }),
    };
  });
}

function columnsOfPartition(own: readonly PartitionColumn[]): Pick<Table, "columns" | "partitionColumns"> {
  return { columns: [], ...(own.length === 0 ? {} : { partitionColumns: own }) };
}

/** Only a materialized view has indexes. */
function readViews(answers: Answers, context: Context): readonly View[] {
  const indexes = named(partOf(tableReaders.indexes, answers.indexes, context));
  return answers.views.flatMap((row) => {
    const view = schemaReaders.views.read(row, context);
    if (view === undefined) return [];
    return view.materialized === true ? { ...view, indexes: indexes(row.oid) } : view;
  });
}

function readAll<Row, Noun>(
  reader: Reader<Row, Noun>,
  rows: readonly Row[],
  context: Context,
): readonly Noun[] {
  const nouns: Noun[] = [];
  for (const row of rows) {
    const noun = reader.read(row, context);
    if (noun !== undefined) nouns.push(noun);
  }
  return nouns;
}

type PartOf<Noun> = (table: number) => readonly Noun[];

/** A part of every table, asked for by the table's oid. */
function partOf<Row extends TableRow, Noun>(
  reader: Reader<Row, Noun>,
  rows: readonly Row[],
  context: Context,
): PartOf<Noun> {
  const groups = groupBy(rows, ({ table }) => table);
  return (table) => readAll(reader, groups.get(table) ?? [], context);
}

/** The same, sorted by name: the catalog's own order is that of creation. */
function named<Noun extends { readonly name: string }>(part: PartOf<Noun>): PartOf<Noun> {
  return (table) => {
    const nouns = part(table);
    return nouns.length < 2
      ? nouns
      : [...nouns].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  };
}
