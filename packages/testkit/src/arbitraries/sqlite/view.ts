import { type View } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "../defined.ts";
import { quoted, rarely, seed } from "../name.ts";
import { byName, pick, pickSome } from "../pick.ts";
import { name } from "./names.ts";

/** Something that a view can read, and a trigger stand on. */
export interface Source {
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

/** A view, and what reads it sees. */
export interface MadeView extends Source {
  readonly view: View;
}

/** The views of recipes, each of which may read a table or a view before it. */
export function makeViews(recipes: readonly ViewRecipe[], tables: readonly Source[]): readonly MadeView[] {
  const sources: Source[] = [...tables];
  return recipes.flatMap((recipe) => {
    const source = pick(recipe.source, sources, byName);
    if (source === undefined) return [];
    const chosen = recipe.columns.flatMap((one) => pickSome(one, 1, source.columns, byName));
    const some = [...new Set(chosen)];
    // A list of all says what a star says, whatever the order of columns is; one of some columns would, once the others are gone.
    const all = recipe.star || some.length === 0 || some.length === source.columns.length;
    const columns = all ? source.columns : some;
    const names = recipe.columnNames ? columns.map((_, position) => `c${position}`) : undefined;
    const made: Source = {
      name: recipe.name,
      columns: columns.map((column, position) => ({ name: names?.[position] ?? column.name })),
    };
    sources.push(made);
    const list = columns.map((column) => quoted(column.name)).join(", ");
    const [first] = columns;
    const where = recipe.filter && first !== undefined ? `${quoted(first.name)} IS NOT NULL` : "1";
    const query = {
      written: all
        ? `SELECT * FROM ${quoted(source.name)} WHERE ${where} AND abs(-1) = 1`
        : `SELECT ${list} FROM ${quoted(source.name)} WHERE ${where}`,
    };
    return [{ ...made, view: defined({ name: recipe.name, columnNames: names, query }) }];
  });
}
