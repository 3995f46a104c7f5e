import { type QualifiedName, sameName, type Table } from "@limbeck/model";
import { type AttachOptions } from "@limbeck/operations";

/** How a table is attached to another one that has exclusion constraints or keys WITHOUT OVERLAPS on all sides, be it from one above. */
export function attachedTo(table: QualifiedName, ...sides: readonly (readonly Table[])[]): AttachOptions {
  return sides.every((tables) => isExcluding(table, tables)) ? { replaceExclusions: true } : {};
}

function isExcluding(name: QualifiedName, tables: readonly Table[]): boolean {
  const table = tables.find((one) => sameName(one, name));
  if (table === undefined) return false;
  const { primaryKey, uniques, exclusions, partitionOf } = table;
  return (
    exclusions.length > 0 ||
    [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques].some(
      ({ withoutOverlaps }) => withoutOverlaps,
    ) ||
    (partitionOf !== undefined && isExcluding(partitionOf.table, tables))
  );
}
