import { type QualifiedName, type Routine, routineKey } from "@limbeck/model";

import { aggregateOf } from "./aggregate.ts";
import { type FunctionRecipe, like, type MadeFunction, textOf, type Use } from "./function.ts";
import { quoted, quotedName } from "./name.ts";
import { at, byName, byQualifiedName, pick } from "./pick.ts";
import { type MadeType } from "./type.ts";

/** What a body can name. */
export interface InBodies {
  readonly tables: readonly (QualifiedName & { readonly columns: readonly { readonly name: string }[] })[];
  /** The functions before it. */
  readonly functions: readonly MadeFunction[];
}

/** The function with its body. */
export function finishFunction({ recipe, routine, type }: MadeFunction, around: InBodies): Routine {
  const { use } = recipe;
  if (use === "aggregate") return { ...routine, ...aggregateOf(recipe, like(type, around.functions)) };
  if (use === "trigger") return { ...routine, body: at(recipe.body, TRIGGER_BODIES) ?? "" };
  const expression = expressionOf({ ...recipe, use }, type, around);
  if (routine.language === "plpgsql")
    return {
      ...routine,
      body: recipe.use === "procedure" ? "BEGIN NULL; END" : `BEGIN RETURN ${expression}; END`,
    };
  return recipe.language === "standard" && recipe.use !== "procedure"
    ? { ...routine, standardBody: { written: `RETURN ${expression}` } }
    : { ...routine, body: `SELECT ${expression}` };
}

const TRIGGER_BODIES = ["BEGIN RETURN NEW; END", "BEGIN RETURN NULL; END", "\nBEGIN\n  RETURN NEW;\nEND\n"];

type Computing = FunctionRecipe & { readonly use: Exclude<Use, "aggregate" | "trigger"> };

function expressionOf(recipe: Computing, type: MadeType, around: InBodies): string {
  const value = recipe.named ? "value" : "$1";
  switch (recipe.use) {
    case "count":
      return count(recipe, around);
    case "value":
      return called(recipe, type, around, "") ?? `NULL::${textOf(type)}`;
    case "test":
      return (
        called(recipe, type, around, value) ?? (recipe.body % 2 === 0 ? "true" : `${value} IS NULL OR true`)
      );
    case "step":
      return called(recipe, type, around, "$1, $2") ?? "$1";
    case "procedure":
      return String(recipe.body % 3);
  }
}

/**
 * Now and then a function calls one before it that is like it. A body that is a text names the default schema: an index that computes with
 * the function looks in no schema but the server's own (PostgreSQL 17, release notes, *Migration*).
 */
function called(
  { use, source, body, language }: FunctionRecipe,
  type: MadeType,
  { functions }: InBodies,
  value: string,
): string | undefined {
  const others = like(type, functions).filter(({ recipe }) => recipe.use === use);
  const one = body % 3 === 0 ? pick(source, others, ({ routine }) => routineKey(routine)) : undefined;
  if (one === undefined) return undefined;
  const { schema = language === "standard" ? undefined : "public", name } = one.routine;
  return `${quotedName(schema === undefined ? { name } : { schema, name })}(${value})`;
}

function count({ source, body }: FunctionRecipe, { tables }: InBodies): string {
  const table = pick(source, tables, byQualifiedName);
  if (table === undefined) return "1::bigint";
  const column = body % 2 === 0 ? undefined : pick(body, table.columns, byName);
  return `(SELECT count(${column === undefined ? "*" : quoted(column.name)}) FROM ${quotedName(table)})`;
}
