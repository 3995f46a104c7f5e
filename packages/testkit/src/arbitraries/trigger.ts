import { nameOf, type QualifiedName, type Trigger, triggerEvents } from "@limbeck/model";
import fc from "fast-check";

import { type MadeColumn } from "./column.ts";
import { defined } from "./defined.ts";
import { type MadeFunction } from "./function.ts";
import { comment, maybe, memberName, type Names, quoted, rarely, seed } from "./name.ts";
import { byName, byQualifiedName, pick, pickSome } from "./pick.ts";
import { type ConditionRecipe, conditionRecipe, makeCondition } from "./sqlText.ts";
import { type MadeTable } from "./table.ts";

export interface TriggerRecipe {
  readonly name: string;
  readonly table: number;
  readonly function: number;
  readonly timing: "before" | "after";
  readonly events: readonly ("insert" | "update" | "delete" | "truncate")[];
  readonly updateOf: number | undefined;
  readonly forEach: "row" | undefined;
  readonly when: ConditionRecipe | undefined;
  readonly constraint: boolean;
  readonly deferrable: Trigger["deferrable"];
  readonly newTable: boolean;
  readonly arguments: readonly string[] | undefined;
  readonly enabled: Trigger["enabled"];
  readonly comment: string | undefined;
}

export const triggerRecipe: fc.Arbitrary<TriggerRecipe> = fc.record({
  name: memberName,
  table: seed,
  function: seed,
  timing: fc.constantFrom("before" as const, "after" as const),
  events: fc.subarray(["insert", "update", "delete", "truncate"] as const, { minLength: 1, maxLength: 3 }),
  updateOf: maybe(seed, 3),
  forEach: fc.constantFrom("row" as const, undefined),
  when: maybe(conditionRecipe, 4),
  constraint: rarely,
  deferrable: maybe(fc.constantFrom("immediate" as const, "deferred" as const)),
  newTable: rarely,
  arguments: maybe(fc.constantFrom(["a"], ["it's", ""])),
  enabled: maybe(fc.constantFrom("disabled" as const, "replica" as const, "always" as const)),
  comment,
});

/** What triggers are made with. */
export interface AroundTriggers {
  readonly tables: readonly MadeTable[];
  readonly functions: readonly MadeFunction[];
  readonly names: Names;
}

/** Undefined where there is no table or no function for it, or its name is taken. */
export function makeTrigger(recipe: TriggerRecipe, around: AroundTriggers): Trigger | undefined {
  const table = pick(recipe.table, around.tables, byQualifiedName);
  const own = around.functions.filter((one) => one.recipe.use === "trigger").map(({ routine }) => routine);
  const executed = pick(recipe.function, own, byQualifiedName);
  if (table === undefined || executed === undefined || !claimed(recipe, table, around.names))
    return undefined;
  const shape = shapeOf(recipe);
  return defined({
    table: nameOf(table),
    name: recipe.name,
    ...shape,
    ...newRows(recipe, shape),
    events: triggerEvents(shape.events),
    updateOf: shape.updateOf?.(table.columns),
    when: whenOf(recipe, shape, table.columns),
    deferrable: shape.constraint && recipe.deferrable,
    function: nameOf(executed),
    arguments: recipe.arguments,
    enabled: recipe.enabled,
    comment: recipe.comment,
  });
}

/** What a table's constraints are called, its triggers are not: a constraint trigger is both. */
function claimed({ name }: TriggerRecipe, { schema, name: table }: QualifiedName, names: Names): boolean {
  return names.claim(["type"], { schema: JSON.stringify([schema, table]), name });
}

type Columns = readonly MadeColumn[];

interface Shape {
  readonly timing: "before" | "after";
  readonly events: TriggerRecipe["events"];
  readonly forEach: "row" | undefined;
  readonly constraint: true | undefined;
  readonly updateOf: ((columns: Columns) => readonly string[] | undefined) | undefined;
}

/** Constraint triggers fire after each row, and no row is truncated. */
function shapeOf({ timing, events, forEach, constraint, updateOf }: TriggerRecipe): Shape {
  const ofRows = events.filter((event) => event !== "truncate");
  const isRow = (constraint || forEach === "row") && ofRows.length > 0;
  const some = updateOf !== undefined && events.includes("update") ? updated(updateOf) : undefined;
  const own = {
    forEach: isRow ? ("row" as const) : undefined,
    events: isRow ? ofRows : events,
    updateOf: some,
  };
  return constraint && isRow
    ? { ...own, timing: "after", constraint: true }
    : { ...own, timing, constraint: undefined };
}

function updated(seedOfColumns: number): (columns: Columns) => readonly string[] | undefined {
  return (columns) => {
    const some = pickSome(seedOfColumns, 1 + (seedOfColumns % 2), columns, byName).map(byName);
    return some.length === 0 ? undefined : some;
  };
}

/** Who sees all new rows fires once for one kind of event. */
function newRows({ newTable }: TriggerRecipe, shape: Shape): Pick<Trigger, "newTable"> {
  const { timing, constraint, updateOf } = shape;
  const [event, ...others] = shape.events;
  const has = (event === "insert" || event === "update") && others.length === 0;
  const sees = timing === "after" && constraint === undefined && updateOf === undefined;
  return newTable && has && sees ? { newTable: "new_rows" } : {};
}

/** The new row is there where rows come or change; a trigger that fires before that does not see what is computed. */
function whenOf({ when }: TriggerRecipe, { events, forEach }: Shape, columns: Columns): Trigger["when"] {
  if (when === undefined || forEach === undefined || events.includes("delete")) return undefined;
  const plain = columns.filter(({ column }) => column.generated === undefined);
  const written = makeCondition(when, plain, (column) => `NEW.${quoted(column)}`);
  return written === undefined ? undefined : { written };
}
