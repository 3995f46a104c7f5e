import {
  canonicalSpelling,
  type Column,
  type Named,
  nameKey,
  nameOf,
  partitionsOf,
  type QualifiedName,
  type Schema,
  type SqlText,
} from "@limbeck/model";
import { namedType, type WrittenTable } from "@limbeck/operations";

import { namedTypes } from "./relationRows.ts";
import { hasColumnOf, namesOfType, standingOn } from "./standing.ts";
import { type TableChange } from "../table/tables.ts";

/** What a type holds of tables that are written anew. */
export interface HeldRow {
  /** The tables, or one that holds their rows itself. */
  readonly tables: readonly WrittenTable[];
  /** Whether these have other columns then, so that its values, which are rows, can only come back by the names of what they hold. */
  readonly byNames: boolean;
}

/** By the keys of types: of tables, and of what stands on these. */
export type HeldRows = ReadonlyMap<string, HeldRow>;

/**
 * The types of rows that columns hold of tables which are written anew: PostgreSQL refuses to write a table while a stored value may be of
 * its row type, directly or within another (find_composite_type_dependencies in tablecmds.c), whether or not there is any.
 */
export function heldRows(changes: readonly TableChange[], before: Schema, after: Schema): HeldRows {
  const domains = new Set([...before.domains, ...after.domains].map(nameKey));
  const rows = new Map<string, HeldRow>();
  const writing = changes.filter((change) => isWritten(change, domains));
  // Asked once: of most tables nobody holds rows, and there may be many.
  const named = new Set(
    writing.length === 0 ? [] : [before, after].flatMap((schema) => [...namedTypes(schema)]),
  );
  for (const { change, table } of writing.flatMap((change) => writtenWith(change, after))) {
    if (!named.has(nameKey(table))) continue;
    const keys = typesHolding(table, before, after);
    if (![before, after].some((schema) => hasColumnOf(keys, schema))) continue;
    const others = hasOtherColumns(change) ? rowTypes(before) : new Set();
    for (const key of keys) rows.set(key, joined(rows.get(key), change, others.has(key)));
  }
  return rows;
}

/** A table is written anew with its partitions, whose rows have the columns that its own have. */
function writtenWith(change: TableChange, { tables }: Schema) {
  const { after } = change;
  return [after, ...partitionsOf(after, tables)].map((table) => ({ change, table: nameOf(table) }));
}

function typesHolding(table: QualifiedName, before: Schema, after: Schema): ReadonlySet<string> {
  const standing = [before, after].flatMap((schema) => standingOn([table], schema).flatMap(namesOfType));
  return new Set([table, ...standing].map(nameKey));
}

function joined(known: HeldRow | undefined, change: TableChange, byNames: boolean): HeldRow {
  return {
    tables: [...(known?.tables ?? []), written(change)],
    byNames: known?.byNames === true || byNames,
  };
}

function written({ after, added, removed, remade, retyped, carried, altered }: TableChange): WrittenTable {
  const computed = altered.filter(({ changes }) => changes.generated !== undefined);
  const changed = new Set([...remade, ...retyped, ...carried, ...computed.map(({ name }) => name)]);
  const others = (columns: readonly Column[]): readonly string[] =>
    columns.map(({ name }) => name).filter((name) => !changed.has(name));
  return { name: nameOf(after), gone: others(removed), come: others(added), changed: [...changed] };
}

/** The exchanged types of rows, where one of them has other columns before and after; no table of theirs is written anew. */
export function otherRows(exchanged: ReadonlySet<string>, before: Schema, after: Schema): HeldRows {
  if (exchanged.size === 0) return new Map();
  const [old, now] = [namesInRows(before), namesInRows(after)];
  const isOther = (key: string): boolean => old.has(key) && now.has(key) && old.get(key) !== now.get(key);
  if (![...exchanged].some(isOther)) return new Map();
  const rows = rowTypes(before);
  return new Map(
    [...exchanged].filter((key) => rows.has(key)).map((key) => [key, { tables: [], byNames: true }]),
  );
}

function namesInRows({ tables, views, composites }: Schema): ReadonlyMap<string, string> {
  const names = (list: readonly Named[]): string => JSON.stringify(list.map(({ name }) => name));
  return new Map([
    ...tables.map((table) => [nameKey(table), names(table.columns)] as const),
    ...views.map((view) => [nameKey(view), names(view.columns ?? [])] as const),
    ...composites.map((composite) => [nameKey(composite), names(composite.attributes)] as const),
  ]);
}

/** The keys of tables, views and composite types, and of domains over one of these. */
function rowTypes({ tables, views, composites, domains }: Schema): ReadonlySet<string> {
  const keys = new Set([...tables, ...views, ...composites].map(nameKey));
  for (let size = -1; size !== keys.size;) {
    size = keys.size;
    for (const domain of domains) {
      const named = canonicalSpelling(domain.type).endsWith("]") ? undefined : namedType(domain.type);
      if (named !== undefined && keys.has(nameKey(named))) keys.add(nameKey(domain));
    }
  }
  return keys;
}

/** What a type holds of tables that are written anew, itself or in arrays. */
export function rowIn(type: SqlText | undefined, rows: HeldRows): HeldRow | undefined {
  const named = type === undefined || rows.size === 0 ? undefined : namedType(type);
  return named === undefined ? undefined : rows.get(nameKey(named));
}

function isWritten(change: TableChange, domains: ReadonlySet<string>): boolean {
  const { before, after, added, removed } = change;
  return (
    written(change).changed.length > 0 ||
    before.unlogged !== after.unlogged ||
    [...added, ...removed].some((column) => isFilled(column, domains))
  );
}

/** Whether a new column brings values along, or may. */
function isFilled(
  { type, default: value, generated, identity }: Column,
  domains: ReadonlySet<string>,
): boolean {
  const named = namedType(type);
  return (
    [value, generated, identity].some((one) => one !== undefined) ||
    domains.has(nameKey(named ?? { name: "" }))
  );
}

function hasOtherColumns({ before, after, remade }: TableChange): boolean {
  const names = ({ columns }: TableChange["before"]): string =>
    JSON.stringify(columns.map(({ name }) => name).sort());
  return remade.size > 0 || names(before) !== names(after);
}
