import { canonicalSpelling, nameKey, sameValue, type Schema, type Table, type View } from "@limbeck/model";
import { namedType } from "@limbeck/operations";

import { changedTypes } from "./changedTypes.ts";
import { changedComposites } from "./composites.ts";
import { hasColumnOf, namesOfType, standingOn, standingTypes, standsOn } from "./standing.ts";
import { groupsOver, rekeyedBetween } from "../view/groupedRows.ts";
import { usedRelations, withUses } from "../view/viewUses.ts";

/** The keys of the types that columns are of on both sides, or that other types stand on. */
export function heldTypes(before: Schema, after: Schema): ReadonlySet<string> {
  const was = namedTypes(before);
  return new Set([...namedTypes(after)].filter((key) => was.has(key)));
}

/** The keys of the types that columns are of, or that other types stand on. */
export function namedTypes(schema: Schema): ReadonlySet<string> {
  const types = schema.tables.flatMap(({ columns }) => columns.flatMap(({ type }) => namedType(type) ?? []));
  return new Set([...types.map(nameKey), ...standingTypes(schema).flatMap((one) => [...standsOn(one)])]);
}

/** The keys of the views of both sides that may have to be made anew: they are others, or something that they read is. */
export function otherViews(before: Schema, after: Schema): ReadonlySet<string> {
  if (before.views.length === 0 || after.views.length === 0) return new Set();
  const old = new Map(withUses(before).map((view) => [nameKey(view), view]));
  const kept = withUses(after).flatMap((view) => {
    const was = old.get(nameKey(view));
    return was === undefined ? [] : [[was, view] as const];
  });
  const tables = otherTables(before, after);
  const rekeyed = rekeyedBetween(before, after);
  const isGrouped = ([was, is]: readonly [View, View]): boolean =>
    groupsOver(was.query, rekeyed) || groupsOver(is.query, rekeyed);
  const changed = kept.filter((sides) => isOther(...sides) || isGrouped(sides));
  const others = new Set(changed.map(([, view]) => nameKey(view)));
  for (let size = -1; size !== others.size;) {
    size = others.size;
    for (const sides of kept) {
      const reads = sides.flatMap(usedRelations);
      if (reads.some((key) => tables.has(key) || others.has(key))) others.add(nameKey(sides[1]));
    }
  }
  return others;
}

function isOther(before: View, after: View): boolean {
  if (before.materialized !== after.materialized) return true;
  if (sameValue(before.query, after.query)) return false;
  return (
    before.materialized === true || before.columns === undefined || !sameValue(before.columns, after.columns)
  );
}

/** The keys of the tables that are not there on both sides with the same columns, of the same types. */
function otherTables(before: Schema, after: Schema): ReadonlySet<string> {
  const [old, now] = [columnsByTable(before), columnsByTable(after)];
  const others = [...old.keys(), ...now.keys()].filter((key) => old.get(key) !== now.get(key));
  return new Set([...others, ...tablesOfChangedTypes(before, after)]);
}

function tablesOfChangedTypes(before: Schema, after: Schema): readonly string[] {
  const composites = changedComposites(before, after).map(([, composite]) => composite);
  const changed = [...changedTypes(before, after), ...composites];
  if (changed.length === 0) return [];
  const keys = new Set([...changed, ...standingOn(changed, before).flatMap(namesOfType)].map(nameKey));
  return after.tables.filter((table) => hasColumnOf(keys, { tables: [table] })).map(nameKey);
}

function columnsByTable({ tables }: Schema): ReadonlyMap<string, string> {
  const text = ({ columns }: Table): string =>
    JSON.stringify(
      columns.map(({ name, type, collation }) => [name, canonicalSpelling(type), collation]).sort(),
    );
  return new Map(tables.map((table) => [nameKey(table), text(table)]));
}
