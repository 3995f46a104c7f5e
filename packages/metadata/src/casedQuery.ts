import { type NamedColumn } from "./drizzle/columnShape.ts";
import { type Drizzle, type DrizzleName, type DrizzleSql } from "./drizzle/drizzle.ts";
import { columnsOf } from "./drizzle/table.ts";

/** What it takes of a reading in whichever dialect. */
interface Cases {
  readonly drizzle: Drizzle;
  readonly columnName: (column: NamedColumn) => string;
}

/**
 * Drizzle 0.45 writes the names of the columns that a query selects from a single table into it while the model file runs, when no casing
 * is known yet (`buildSelection` of its dialects); everywhere else the column itself stands, which is cased when it becomes text.
 */
export function casedQuery(query: DrizzleSql, { drizzle, columnName }: Cases): DrizzleSql {
  const { SQL, casing, is } = drizzle;
  const within = (sql: DrizzleSql): DrizzleSql =>
    withChunks(
      sql,
      sql.queryChunks.map((chunk, at, all) => {
        if (!is(chunk, SQL)) return chunk;
        const table = isFrom(all[at + 1]) ? all[at + 2] : undefined;
        return typeof table === "object" && table !== null
          ? casedSelection(chunk, casedNames(table, columnName), drizzle)
          : within(chunk);
      }),
    );
  return casing === undefined ? query : within(query);
}

function isFrom(chunk: unknown): boolean {
  return textOf(chunk) === " from ";
}

/** The text of a piece that stands in SQL as it is. */
function textOf(chunk: unknown): string | undefined {
  const value: unknown =
    typeof chunk === "object" && chunk !== null ? Reflect.get(chunk, "value") : undefined;
  return Array.isArray(value) ? value.join("") : undefined;
}

function casedNames(table: object, columnName: Cases["columnName"]): ReadonlyMap<string, string> {
  const names = columnsOf(table).map((column) => [column.name, columnName(column)] as const);
  return new Map(names.filter(([name, cased]) => name !== cased));
}

function casedSelection(
  selection: DrizzleSql,
  names: ReadonlyMap<string, string>,
  drizzle: Drizzle,
): DrizzleSql {
  if (names.size === 0) return selection;
  const chunks = selection.queryChunks.map((chunk, at, all) => {
    if (drizzle.is(chunk, drizzle.SQL)) return casedSelection(chunk, names, drizzle);
    if (!drizzle.is(chunk, drizzle.Name) || textOf(all[at - 1])?.endsWith(" as ") === true) return chunk;
    const cased = names.get(chunk.value);
    return cased === undefined ? chunk : withName(chunk, cased);
  });
  return withChunks(selection, chunks);
}

/** The user's own object stays as it is. */
function withChunks(sql: DrizzleSql, chunks: readonly unknown[]): DrizzleSql {
  const same = chunks.every((chunk, at) => chunk === sql.queryChunks[at]);
  return same ? sql : (Object.create(sql, { queryChunks: { value: chunks } }) as DrizzleSql);
}

function withName(name: DrizzleName, value: string): DrizzleName {
  return Object.create(name, { value: { value } }) as DrizzleName;
}
