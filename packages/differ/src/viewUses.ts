import {
  nameKey,
  type QualifiedName,
  type Schema,
  type SqlText,
  spelling,
  type View,
  type ViewUse,
} from "@limbeck/model";

import { mentions } from "./mentions.ts";

/** Columns of tables and views, by the keys of these. */
export type ColumnSets = ReadonlyMap<string, ReadonlySet<string>>;

/** The views of a schema, each with what it reads: as a server said, or whatever its text names. */
export function withUses({ tables, views }: Schema): readonly View[] {
  const relations = [...tables, ...views];
  const names = new Map<string, QualifiedName[]>();
  for (const relation of relations) names.set(relation.name, [...(names.get(relation.name) ?? []), relation]);
  return views.map((view) => (view.uses === undefined ? { ...view, uses: namedIn(view, names) } : view));
}

/** A name that two namespaces share counts for both: at worst a view is made later than it could be. */
function namedIn(view: View, names: ReadonlyMap<string, readonly QualifiedName[]>): readonly ViewUse[] {
  const used = wordsOf(view.query).flatMap((word) => names.get(word) ?? []);
  const others = used.filter((relation) => nameKey(relation) !== nameKey(view));
  return [...new Map(others.map((relation) => [nameKey(relation), relation])).values()].map(
    ({ schema, name }) => ({ ...(schema === undefined ? {} : { schema }), name, columns: [] }),
  );
}

function wordsOf(text: SqlText): readonly string[] {
  const words = spelling(text).match(/"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
  const plain = words.map((word) =>
    word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase(),
  );
  return [...new Set(plain)];
}

export function usedViews({ uses = [] }: View): readonly string[] {
  return uses.map(nameKey);
}

/** Whether a view may read one of the columns: by what a server said, by its text otherwise, and by a star. */
export function readsAny(view: View, blocked: ColumnSets): boolean {
  return (view.uses ?? []).some((use) => {
    const columns = blocked.get(nameKey(use));
    if (columns === undefined || columns.size === 0) return false;
    return use.columns.length > 0
      ? use.columns.some((column) => columns.has(column)) || readsRows(view.query)
      : mentions(view.query, columns) || readsRows(view.query);
  });
}

/** `t.*` and `*`, but not `count(*)`. */
function readsRows(text: SqlText): boolean {
  return /(?<!\()\*/.test(spelling(text));
}
