import {
  nameKey,
  nameOf,
  type QualifiedName,
  type Schema,
  spelling,
  type SqlText,
  type View,
  type ViewUse,
} from "@limbeck/model";

import { mentions } from "../mentions.ts";
import { relationNames } from "./relationNames.ts";

/** Columns of tables and views, by the keys of these. */
export type ColumnSets = ReadonlyMap<string, ReadonlySet<string>>;

/** The views of a schema, each with what it reads: as a server said, or whatever its text seems to name. */
export function withUses({ tables, views }: Schema): readonly View[] {
  const relations = new Map([...tables, ...views].map((relation) => [nameKey(relation), relation]));
  const seen = views.map((view) =>
    view.uses === undefined ? { ...view, uses: namedIn(view, relations) } : view,
  );
  return views.every(({ uses }) => uses !== undefined) ? seen : withoutCircles(seen, views);
}

function namedIn(view: View, relations: ReadonlyMap<string, QualifiedName>): readonly ViewUse[] {
  const names = relationNames(spelling(view.query)).flatMap(
    (one) =>
      // `public.t` is a name in the default schema, and a schema in front may be the table in front of a column.
      relations.get(nameKey(nameOf(one))) ?? relations.get(nameKey({ name: one.name })) ?? [],
  );
  const others = names.filter((relation) => nameKey(relation) !== nameKey(view)).map(nameOf);
  const once = new Map(others.map((name) => [nameKey(name), name]));
  return [...once.values()].map((name) => ({ ...name, columns: [] }));
}

/** No view reads itself by way of another, so where texts seem to say that, one of them names something else. */
function withoutCircles(views: readonly View[], said: readonly View[]): readonly View[] {
  const reads = new Map<string, readonly string[]>();
  const leadsTo = (from: string, to: string): boolean =>
    from === to || (reads.get(from) ?? []).some((next) => leadsTo(next, to));
  for (const view of said) if (view.uses !== undefined) reads.set(nameKey(view), usedRelations(view));
  return views.map((view, at) => {
    if (said[at]?.uses !== undefined) return view;
    const uses = (view.uses ?? []).filter((use) => !leadsTo(nameKey(use), nameKey(view)));
    reads.set(nameKey(view), uses.map(nameKey));
    return { ...view, uses };
  });
}

/** The keys of the tables and views that a view reads. */
export function usedRelations({ uses = [] }: View): readonly string[] {
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
