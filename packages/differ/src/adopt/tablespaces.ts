import { type Named, type Placed, type Table, type View } from "@limbeck/model";

/*
 * Tablespaces belong to the operator of a server. What is made anew is made where it was, and nothing is put anywhere that is new.
 */

/** The table with its indexes where the start has them. */
export function adoptPlaces(before: Table, after: Table): Table {
  const { primaryKey: key } = after;
  return {
    ...after,
    ...(key === undefined ? {} : { primaryKey: placedLike(before.primaryKey, key) }),
    uniques: adoptAll(before.uniques, after.uniques),
    exclusions: adoptAll(before.exclusions, after.exclusions),
    indexes: adoptAll(before.indexes, after.indexes),
  };
}

/** The same of a materialized view, which models put somewhere only where they say so. */
export function adoptViewPlaces(before: View | undefined, after: View, ofModels: boolean): View {
  const place = after.tablespace ?? (ofModels ? before?.tablespace : undefined);
  return {
    ...after,
    ...(after.indexes === undefined ? {} : { indexes: adoptAll(before?.indexes ?? [], after.indexes) }),
    ...(place === undefined ? {} : { tablespace: place }),
  };
}

function adoptAll<M extends Named & Placed>(before: readonly M[], after: readonly M[]): readonly M[] {
  if ([...before, ...after].every(({ tablespace }) => tablespace === undefined)) return after;
  const old = new Map(before.map((member) => [member.name, member]));
  return after.map((member) => placedLike(old.get(member.name), member));
}

function placedLike<M extends Placed>(before: Placed | undefined, { tablespace: _, ...after }: M): M {
  const place = before?.tablespace === undefined ? {} : { tablespace: before.tablespace };
  // What is left out is optional.
  return { ...after, ...place } as unknown as M;
}
