import {
  type Aggregate,
  canonicalSpelling,
  emptyTable,
  inputTypes,
  nameKey,
  type Routine,
  type RoutineArgument,
  type Schema,
  showName,
  type SqlText,
} from "@limbeck/model";
import { functionHead } from "@limbeck/operations";
import { groupBy } from "../../groupBy.ts";
import { normalType } from "../trivial/type.ts";
import { canonicalText, type Judge, type Site } from "./walk.ts";

/** The functions of the models with the canonical texts of those in the database that have their name and as many arguments. */
export function canonicalFunctions(models: Schema, database: Schema, judge: Judge): readonly Routine[] {
  const named = groupBy(database.functions, nameKey);
  // No text of a function but its body names a table, and that names its own.
  const site: Site = { table: emptyTable({ name: "limbeck" }), judge };
  return models.functions.map((model) => {
    const live = counterpart(model, named.get(nameKey(model)) ?? []);
    return live === undefined ? model : canonicalFunction(model, live, site);
  });
}

/** The routine that is surely meant, or the one that may be: which types the author's words name, only the server knows. */
function counterpart(model: Routine, others: readonly Routine[]): Routine | undefined {
  const key = typesOf(model);
  const same = others.find((other) => typesOf(other) === key);
  const alike = others.filter((other) => inputTypes(other).length === inputTypes(model).length);
  return same ?? (alike.length === 1 ? alike[0] : undefined);
}

/** Equal for lists of types that are the same by their names alone. */
function typesOf(routine: Routine): string {
  return JSON.stringify(inputTypes(routine).map((type) => normalType(canonicalSpelling(type))));
}

function canonicalFunction(model: Routine, live: Routine, site: Site): Routine {
  const where = `function ${showName(model)}`;
  const typed = {
    ...model,
    arguments: model.arguments.map((argument, at) => canonicalArgument(argument, live, at, where, site)),
    ...(model.returns === undefined || live.returns === undefined
      ? {}
      : { returns: typeText(model.returns, live.returns, `result of ${where}`, site) }),
  };
  if (model.aggregate !== undefined)
    return { ...typed, aggregate: canonicalAggregate(model.aggregate, live.aggregate, where, site) };
  if (model.standardBody === undefined || live.standardBody === undefined) return typed;
  const slot = { kind: "body", name: live.name, head: functionHead(live) } as const;
  return {
    ...typed,
    standardBody: canonicalText(model.standardBody, live.standardBody, `body of ${where}`, slot, site),
  };
}

function canonicalAggregate(
  model: Aggregate,
  live: Aggregate | undefined,
  of: string,
  site: Site,
): Aggregate {
  if (live === undefined) return model;
  const { mstype } = model;
  return {
    ...model,
    stype: typeText(model.stype, live.stype, `state of ${of}`, site),
    ...(mstype === undefined || live.mstype === undefined
      ? {}
      : { mstype: typeText(mstype, live.mstype, `moving state of ${of}`, site) }),
  };
}

function canonicalArgument(
  model: RoutineArgument,
  routine: Routine,
  at: number,
  of: string,
  site: Site,
): RoutineArgument {
  const live = routine.arguments[at];
  if (live === undefined) return model;
  const where = `argument ${model.name ?? at + 1} of ${of}`;
  const type = typeText(model.type, live.type, `type of ${where}`, site);
  if (model.default === undefined || live.default === undefined) return { ...model, type };
  const slot = { kind: "default", type: canonicalSpelling(live.type) } as const;
  return {
    ...model,
    type,
    default: canonicalText(model.default, live.default, `default of ${where}`, slot, site),
  };
}

function typeText(model: SqlText, live: SqlText, where: string, site: Site): SqlText {
  return canonicalText(model, live, where, { kind: "type" }, site);
}
