import { emptySchema, type Schema, sortSchema } from "@limbeck/model";
import fc from "fast-check";

import { listOf, type Side, sideOf, sides } from "../sides.ts";
import { claims, distinct } from "./names.ts";
import { finishTable, makeTable, tableSides } from "./table.ts";
import { makeTrigger, triggerRecipe } from "./trigger.ts";
import { makeViews, viewRecipe } from "./view.ts";

const schemaPair = fc.record({
  tables: fc.array(tableSides, { minLength: 1, maxLength: 4 }),
  views: listOf(sides(viewRecipe, ["name"]), 3),
  triggers: listOf(sides(triggerRecipe, ["name"]), 2),
});
type SchemaPair = typeof schemaPair extends fc.Arbitrary<infer T> ? T : never;

/** A schema that SQLite takes as it is, from models: with what their author wrote, and canonical names of types. */
export const sqliteSchemas: fc.Arbitrary<Schema> = schemaPair.map((pair) => makeSchema(pair, "a"));

/** A schema and its neighbour, in which some of its parts are others, or two that have nothing but some names in common. */
export const sqliteSchemaPairs: fc.Arbitrary<readonly [Schema, Schema]> = fc.oneof(
  {
    weight: 4,
    arbitrary: schemaPair.map((pair): readonly [Schema, Schema] => [
      makeSchema(pair, "a"),
      makeSchema(pair, "b"),
    ]),
  },
  { weight: 1, arbitrary: fc.tuple(sqliteSchemas, sqliteSchemas) },
);

/** Tables, views and indexes share their names; triggers have theirs to themselves. */
function makeSchema(pair: SchemaPair, side: Side): Schema {
  const claim = claims();
  const recipes = sideOf(pair.tables, side).filter((recipe) => claim(recipe.name));
  const made = recipes.map(makeTable);
  const viewRecipes = sideOf(pair.views, side).filter((recipe) => claim(recipe.name));
  const tables = made.map((table) => finishTable(table, made, claim));
  const views = makeViews(viewRecipes, tables);
  const triggers = distinct(sideOf(pair.triggers, side)).flatMap(
    (recipe) => makeTrigger(recipe, tables, views) ?? [],
  );
  return sortSchema({ ...emptySchema("sqlite"), tables, views: views.map(({ view }) => view), triggers });
}
