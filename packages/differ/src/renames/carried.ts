import {
  type Dialect,
  type Named,
  nameKey,
  nameOf,
  type QualifiedName,
  type Schema,
  type Table,
} from "@limbeck/model";
import { type Operation, serialSequenceName } from "@limbeck/operations";

import { type Fields } from "../fields.ts";
import { matchRenamed, memberFields } from "../table/members.ts";
import { type Rename, renamedName } from "./rename.ts";
import { takenNames } from "./taken.ts";

/** Names that were in use before, by what they stand for now. */
interface Former {
  readonly tables: ReadonlyMap<string, string>;
  readonly columns: ReadonlyMap<string, string>;
}

/**
 * What a rename carries along: constraints, indexes and sequences that were called after the old name by Drizzle or
 * PostgreSQL, and would be called after the new one. `before` has the renames behind it.
 */
export function carriedRenames(
  before: Schema,
  after: Schema,
  renames: readonly Rename[],
): readonly Operation[] {
  const former = formerNames(renames);
  const taken = takenNames(before);
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  return after.tables.flatMap((table) => {
    const was = old.get(nameKey(table));
    const found = was === undefined ? [] : CARRIED[before.dialect](was, table, former);
    return found.filter(
      (op) =>
        !("to" in op && typeof op.to === "string") || !taken.has(nameKey({ ...nameOf(table), name: op.to })),
    );
  });
}

/** SQLite has no sequences, and a constraint that nobody named has no name there that could be changed. */
const CARRIED = {
  postgres: (before, after, former) => [...membersOf(before, after, former), ...sequencesOf(before, former)],
  sqlite: (before, after, former) =>
    membersOf(before, after, former).filter(
      (op) => op.kind === "renameIndex" || (op.kind === "renameConstraint" && isNamed(before, op.name)),
    ),
} satisfies Record<Dialect, (before: Table, after: Table, former: Former) => readonly Operation[]>;

function isNamed({ uniques, foreignKeys, checks, ...table }: Table, name: string): boolean {
  return [...keysOf(table), ...uniques, ...foreignKeys, ...checks].some(
    (member) => member.name === name && member.derivedName !== true,
  );
}

function formerNames(renames: readonly Rename[]): Former {
  const tables = new Map<string, string>();
  const columns = new Map<string, string>();
  for (const rename of renames) {
    if (rename.kind === "table") tables.set(nameKey(renamedName(rename)), rename.name.name);
    if (rename.kind === "column") columns.set(columnKey(rename.table, rename.to), rename.from);
  }
  return { tables, columns };
}

const columnKey = (table: QualifiedName, column: string): string => `${nameKey(table)} ${column}`;

function membersOf(before: Table, after: Table, former: Former): readonly Operation[] {
  const words = [
    ...tableWords(after, former),
    ...after.foreignKeys.flatMap((key) => tableWords(key.references.table, former, key.references.columns)),
  ];
  if (words.length === 0) return [];
  const table = nameOf(after);
  const renamed = <M extends Named>(
    kind: "renameConstraint" | "renameIndex",
    old: readonly M[],
    now: readonly M[],
    fields: Fields<M>,
  ): readonly Operation[] =>
    matchRenamed(old, now, fields)
      .renamed.filter((pair) => pair.after.derivedName === true && calledAfter(pair.before.name, words))
      .map((pair) => ({ kind, table, name: pair.before.name, to: pair.after.name }));
  const { primaryKey, uniques, foreignKeys, checks, exclusions, indexes } = memberFields;
  return [
    ...renamed("renameConstraint", keysOf(before), keysOf(after), primaryKey),
    ...renamed("renameConstraint", before.uniques, after.uniques, uniques),
    ...renamed("renameConstraint", before.foreignKeys, after.foreignKeys, foreignKeys),
    ...renamed("renameConstraint", before.checks, after.checks, checks),
    ...renamed("renameConstraint", before.exclusions, after.exclusions, exclusions),
    ...renamed("renameIndex", before.indexes, after.indexes, indexes),
  ];
}

const keysOf = ({ primaryKey }: Pick<Table, "primaryKey">) => (primaryKey === undefined ? [] : [primaryKey]);

/** The old names of a table and of its columns, as they may stand in a derived name. */
function tableWords(
  table: QualifiedName & { readonly columns?: Table["columns"] },
  { tables, columns }: Former,
  names: readonly string[] = (table.columns ?? []).map(({ name }) => name),
): readonly string[] {
  const own = tables.get(nameKey(table));
  const old = names.flatMap((name) => columns.get(columnKey(table, name)) ?? []);
  return [...(own === undefined ? [] : [own]), ...old.flatMap((name) => [name, camelCase(name)])];
}

/** Drizzle's own names are made before casing. */
const camelCase = (name: string): string =>
  name.replaceAll(/_(\p{L})/gu, (_, letter: string) => letter.toUpperCase());

/** Default names of Drizzle and PostgreSQL join names and a label with underscores; PostgreSQL cuts long ones. */
function calledAfter(name: string, words: readonly string[]): boolean {
  return words.some(
    (word) => `_${name}_`.includes(`_${word}_`) || (word.length > 20 && name.includes(word.slice(0, 20))),
  );
}

function sequencesOf(table: Table, { tables, columns }: Former): readonly Operation[] {
  const oldTable = tables.get(nameKey(table)) ?? table.name;
  return table.columns.flatMap((column): Operation[] => {
    const oldColumn = columns.get(columnKey(table, column.name)) ?? column.name;
    if (oldTable === table.name && oldColumn === column.name) return [];
    const held = sequenceName(table, column);
    const was = serialSequenceName({ ...nameOf(table), name: oldTable }, oldColumn);
    if (held === undefined || nameKey(held) !== nameKey(was)) return [];
    return [{ kind: "renameSequence", name: was, to: serialSequenceName(table, column.name).name }];
  });
}

function sequenceName(
  table: Table,
  { default: value, identity }: Table["columns"][number],
): QualifiedName | undefined {
  if (value?.kind === "serial") return value.sequence;
  const own = identity?.sequence;
  if (own === undefined) return undefined;
  return table.schema === undefined ? { name: own } : { schema: table.schema, name: own };
}
