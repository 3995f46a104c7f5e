import { type SqlText, type Trigger } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "../defined.ts";
import { maybe, quoted, seed } from "../name.ts";
import { at, byName, pick } from "../pick.ts";
import { objectName } from "./names.ts";
import { type Source } from "./view.ts";

export interface TriggerRecipe {
  readonly name: string;
  readonly table: number;
  readonly other: number;
  /** Stands on this view, in place of what it does, if there is one. */
  readonly view: number | undefined;
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
  view: maybe(seed, 2),
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

export function makeTrigger(
  recipe: TriggerRecipe,
  tables: readonly Source[],
  views: readonly Source[],
): Trigger | undefined {
  const view = recipe.view === undefined ? undefined : pick(recipe.view, views, byName);
  const table = view ?? pick(recipe.table, tables, byName);
  const body = makeBody(recipe, tables);
  if (table === undefined || body === undefined) return undefined;
  return defined({
    table: { name: table.name },
    name: recipe.name,
    timing: view === undefined ? recipe.timing : ("insteadOf" as const),
    events: [recipe.event],
    updateOf: watched(recipe, table),
    forEach: "row" as const,
    when: recipe.when ? condition(recipe, table) : undefined,
    body,
  });
}

function makeBody(recipe: TriggerRecipe, tables: readonly Source[]): SqlText | undefined {
  const other = pick(recipe.other, tables, byName);
  const column = other?.columns.find(({ generated }) => generated === undefined);
  if (other === undefined || column === undefined) return undefined;
  return { written: at(recipe.form, BODIES)?.(quoted(other.name), quoted(column.name)) ?? "SELECT 1;" };
}

function watched({ event, column }: TriggerRecipe, { columns }: Source): readonly string[] | undefined {
  const one = event !== "update" || column === undefined ? undefined : pick(column, columns, byName);
  return one === undefined ? undefined : [one.name];
}

function condition({ event }: TriggerRecipe, { columns: [first] }: Source): SqlText | undefined {
  const row = event === "delete" ? "old" : "new";
  return first === undefined ? undefined : { written: `${row}.${quoted(first.name)} > 0` };
}
