import { type Unique } from "@limbeck/model";
import { type UniqueDefinition } from "./parse/definition.ts";
import { keyColumns } from "./keyColumns.ts";
import { nameOf, type Site } from "./site.ts";

/** The unique constraints; one that says again what an earlier one says is none, as SQLite has it. */
export function uniquesOf(site: Site): readonly Unique[] {
  const seen = new Set<string>();
  return site.definition.constraints.flatMap((constraint) => {
    if (constraint.kind !== "unique") return [];
    const unique = uniqueOf(site, constraint);
    const said = JSON.stringify([unique.columns, unique.collations, unique.onConflict]);
    if (seen.has(said) && constraint.name === undefined) return [];
    seen.add(said);
    return [unique];
  });
}

function uniqueOf(site: Site, constraint: UniqueDefinition): Unique {
  const columns = keyColumns(site, constraint.parts);
  return {
    ...nameOf(site, constraint, columns.columns, "key"),
    ...columns,
    ...(constraint.onConflict === undefined ? {} : { onConflict: constraint.onConflict }),
  };
}
