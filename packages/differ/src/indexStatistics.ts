import { type Index } from "@limbeck/model";

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
