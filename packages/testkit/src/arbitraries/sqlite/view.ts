import { type SqlText, type Trigger, type View } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "../defined.ts";
import { maybe, quoted, rarely, seed } from "../name.ts";
import { at, byName, pick, pickSome } from "../pick.ts";
import { name, objectName } from "./names.ts";

/** Something that a view can read. */
interface Source {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly generated?: unknown }[];
}

export interface ViewRecipe {
  readonly name: string;
  readonly source: number;
  readonly columns: readonly number[];
  readonly star: boolean;
  readonly filter: boolean;
  readonly columnNames: boolean;
}

export const viewRecipe: fc.Arbitrary<ViewRecipe> = fc.record({
  name,
  source: seed,
  columns: fc.array(seed, { maxLength: 3 }),
  star: rarely,
  filter: fc.boolean(),
  columnNames: rarely,
});

/** The views of recipes, each of which may read a table or a view before it. */
export function makeViews(recipes: readonly ViewRecipe[], tables: readonly Source[]): readonly View[] {
  const sources: Source[] = [...tables];
  return recipes.flatMap((recipe) => {
    const source = pick(recipe.source, sources, byName);
    if (source === undefined) return [];
    const chosen = recipe.columns.flatMap((one) => pickSome(one, 1, source.columns, byName));
    const columns = recipe.star || chosen.length === 0 ? source.columns : [...new Set(chosen)];
    const names = recipe.columnNames ? columns.map((_, position) => `c${position}`) : undefined;
    sources.push({
      name: recipe.name,
      columns: columns.map((column, position) => ({ name: names?.[position] ?? column.name })),
    });
    const list = recipe.star ? "*" : columns.map((column) => quoted(column.name)).join(", ");
    const [first] = columns;
    const where = recipe.filter && first !== undefined ? ` WHERE ${quoted(first.name)} IS NOT NULL` : "";
    const query = { written: `SELECT ${list} FROM ${quoted(source.name)}${where}` };
    return [defined({ name: recipe.name, columnNames: names, query })];
  });
}

export interface TriggerRecipe {
  readonly name: string;
  readonly table: number;
  readonly other: number;
  readonly timing: "before" | "after";
  readonly event: "insert" | "update" | "delete";
  readonly column: number | undefined;
  readonly when: boolean;
  readonly form: number;
}

export const triggerRecipe: fc.Arbitrary<TriggerRecipe> = fc.record({
  name: objectName,
  table: seed,
  other: seed,
  timing: fc.constantFrom("before" as const, "after" as const),
  event: fc.constantFrom("insert" as const, "update" as const, "delete" as const),
  column: maybe(seed),
  when: fc.boolean(),
  form: seed,
});

/** What a trigger does: nothing to any row, but it names its own table or another. */
const BODIES: readonly ((table: string, column: string) => string)[] = [
  () => "SELECT 'END; /*';",
  (table, column) => `UPDATE ${table} SET ${column} = ${column} WHERE 0; SELECT 1;`,
  (table) => `DELETE FROM ${table} WHERE 0;`,
  (table, column) => `SELECT ${column} FROM ${table} WHERE 0;`,
];

export function makeTrigger(recipe: TriggerRecipe, tables: readonly Source[]): Trigger | undefined {
  const table = pick(recipe.table, tables, byName);
  const other = pick(recipe.other, tables, byName);
  const column = other?.columns.find(({ generated }) => generated === undefined);
  if (table === undefined || other === undefined || column === undefined) return undefined;
  const watched = recipe.column === undefined ? undefined : pick(recipe.column, table.columns, byName);
  return defined({
    table: { name: table.name },
    name: recipe.name,
    timing: recipe.timing,
    events: [recipe.event],
    updateOf: recipe.event === "update" && watched !== undefined ? [watched.name] : undefined,
    forEach: "row" as const,
    when: recipe.when ? condition(recipe, table) : undefined,
    body: { written: at(recipe.form, BODIES)?.(quoted(other.name), quoted(column.name)) ?? "SELECT 1;" },
  });
}

function condition({ event }: TriggerRecipe, { columns: [first] }: Source): SqlText | undefined {
  const row = event === "delete" ? "old" : "new";
  return first === undefined ? undefined : { written: `${row}.${quoted(first.name)} > 0` };
}
