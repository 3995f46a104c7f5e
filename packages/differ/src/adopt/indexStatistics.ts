import { type Index, type Named, type QualifiedName, sameValue } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

/*
 * Drizzle cannot say how much ANALYZE is to learn of an expression of an index, so under models it stays.
 */

/** Indexes without it, as models say them. */
export function withoutStatistics(indexes: readonly Index[]): readonly Index[] {
  return indexes.map(({ statistics: _, ...index }) => index);
}

/** The indexes of the models with what those of the same name have at positions that hold an expression on both sides. */
export function adoptStatistics(before: readonly Index[], after: readonly Index[]): readonly Index[] {
  if (before.every(({ statistics }) => statistics === undefined)) return after;
  const old = new Map(before.map((index) => [index.name, index]));
  return after.map((index) => ({ ...index, ...statisticsOf(old.get(index.name), index) }));
}

function statisticsOf(before: Index | undefined, after: Index): Pick<Index, "statistics"> {
  const isExpression = (index: Index, position: string): boolean =>
    index.elements[Number(position) - 1]?.kind === "expression";
  const kept = Object.entries(before?.statistics ?? {}).filter(
    ([position]) => before !== undefined && isExpression(before, position) && isExpression(after, position),
  );
  return kept.length === 0 ? {} : { statistics: Object.fromEntries(kept) };
}

type Targeted = Named & Pick<Index, "statistics">;

/** What changes for an index that stays; other members have none. */
export function alterStatistics(
  table: QualifiedName,
  before: Targeted,
  after: Targeted,
): readonly Operation[] {
  const [from, to] = [before.statistics ?? null, after.statistics ?? null];
  return sameValue(from, to)
    ? []
    : [{ kind: "alterIndex", table, name: after.name, statistics: { from, to } }];
}
