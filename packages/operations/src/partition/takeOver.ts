import {
  canonicalSpelling,
  type ForeignKey,
  type Index,
  type IndexPart,
  isPartition,
  nameKey,
  nameOf,
  type Partition,
  partitionsOf,
  type PrimaryKey,
  type QualifiedName,
  type Schema,
  type SqlText,
  type Table,
  type Unique,
} from "@limbeck/model";

import { changeTable } from "../schemaChange.ts";
import { serverName } from "../sql/serverName.ts";

/*
 * An index, key or foreign key that a table gets takes over what a partition has that says the same and is no part of another one yet
 * (DefineIndex in PostgreSQL's indexcmds.c, tryAttachPartitionForeignKey in tablecmds.c). It is its part from then on.
 */

type Taken = "indexes" | "uniques" | "primaryKey" | "foreignKeys";
type Member = Index | Unique | PrimaryKey | ForeignKey;

/** The schema after a table got a member, without what its partitions had of it, and the names of that where the server would have chosen others. */
export function takeOver<M extends Member>(
  schema: Schema,
  { table, definition }: { readonly table: QualifiedName; readonly definition: M },
  kind: Taken,
  add: (table: Table, member: M) => Table,
): Schema {
  const found = "only" in definition ? [] : twins(schema, table, definition, kind);
  if (found.length === 0) return changeTable(schema, table, (one) => add(one, definition));
  const gone = new Map(found.map(({ partition, member }) => [nameKey(partition), member.name]));
  const tables = schema.tables.map((one) => without(one, kind, gone.get(nameKey(one))));
  const parts = found.flatMap((twin) => namedPart(twin, kind));
  const member =
    parts.length === 0 || kind === "foreignKeys" ? definition : { ...definition, parts: parts.toReversed() };
  return changeTable({ ...schema, tables }, table, (one) => add(one, member));
}

interface Twin {
  readonly partition: Partition;
  readonly member: Member;
}

function twins({ tables }: Schema, table: QualifiedName, definition: Member, kind: Taken): readonly Twin[] {
  const wanted = look(definition);
  return partitionsOf(table, tables)
    .filter(isPartition)
    .flatMap((partition) => {
      const member = membersOf(partition, kind).find((one) => look(one) === wanted);
      return member === undefined ? [] : [{ partition, member }];
    });
}

function membersOf(table: Table, kind: Taken): readonly Member[] {
  if (kind !== "primaryKey") return table[kind];
  return table.primaryKey === undefined ? [] : [table.primaryKey];
}

/** What it says, in the server's words where they are known. */
function look({ name: _, comment: __, derivedName: ___, unnamed: ____, ...rest }: Member): string {
  const {
    parts: _____,
    indexComment: ______,
    ...said
  } = { parts: undefined, indexComment: undefined, ...rest };
  return JSON.stringify(
    Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)),
    (_key, value: unknown) => (isText(value) ? canonicalSpelling(value) : value),
  );
}

function isText(value: unknown): value is SqlText {
  return typeof value === "object" && value !== null && ("written" in value || "canonical" in value);
}

function without(table: Table, kind: Taken, name: string | undefined): Table {
  if (name === undefined) return table;
  if (kind !== "primaryKey") {
    const list: readonly Member[] = table[kind];
    return { ...table, [kind]: list.filter((one) => one.name !== name) };
  }
  const { primaryKey: _, ...rest } = table;
  return rest;
}

const LABELS = { indexes: "idx", uniques: "key", primaryKey: "pkey" } as const;

function namedPart({ partition, member }: Twin, kind: Taken): readonly IndexPart[] {
  if (kind === "foreignKeys") return [];
  const name = partName(partition, member, LABELS[kind]);
  return name === member.name ? [] : [{ table: nameOf(partition), name: member.name }];
}

/** What the server calls the part that a partition has of an index or key. */
export function partName(
  { name }: QualifiedName,
  member: Pick<Index, "elements" | "include"> | Pick<Unique, "columns" | "include"> | Member,
  label: (typeof LABELS)[keyof typeof LABELS],
): string {
  if (label === "pkey") return serverName(name, undefined, label);
  const key = "elements" in member ? member.elements.map(elementWord) : member.columns;
  const include = "include" in member ? (member.include ?? []) : [];
  return serverName(name, [...key, ...include].join("_"), label);
}

function elementWord(element: Index["elements"][number]): string {
  return element.kind === "column" ? element.column : "expr";
}
