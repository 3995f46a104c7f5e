import { nameKey, type QualifiedName, routineKey, type Schema } from "@limbeck/model";
import { type Operation, type Ref, ref } from "@limbeck/operations";

import { type Anew } from "./partition/between.ts";
import { boundFunctions } from "./function/boundFunctions.ts";
import { diffComposites } from "./type/composites.ts";
import { diffDomains } from "./type/domains.ts";
import { diffEnums } from "./type/enums.ts";
import { exchangedSequences } from "./sequence/exchangedSequences.ts";
import { exchangedTypes } from "./type/exchanged.ts";
import { planFunctions } from "./function/functions.ts";
import { heldFast, holdDomains } from "./type/heldDomains.ts";
import { asSequence, asType } from "./mentions.ts";
import { planTables } from "./plan.ts";
import { diffRanges } from "./type/ranges.ts";
import { remadeTypes } from "./type/remadeTypes.ts";
import { type TypeChange } from "./type/typeChanges.ts";
import { otherKind } from "./view/otherKind.ts";
import { diffViews } from "./view/views.ts";

interface Known {
  readonly apart: ReadonlySet<Ref>;
  readonly anew: readonly Anew[];
}

/**
 * What becomes of functions, tables, types and views, which stand in one another's way: functions that cannot stay because of the others
 * are made anew too, until none is left. Of those in `apart` that is known beforehand. A table in `anew` stands in the way like a view that goes
 * and comes.
 */
export function settle(start: Schema, after: Schema, serverVersion: number, { apart, anew }: Known) {
  const others = exchangedTypes(start, after);
  const exchanged = new Set(others.keys());
  const types = [...remadeTypes(start, after), ...others.values()];
  const known = after.functions.map(routineKey).filter((key) => apart.has(ref.routine(key)));
  const sequences = exchangedSequences(start, after).map(({ name }) => asSequence(name));
  let bound: ReadonlySet<string> = new Set(known);
  const remade = [...anew.map(({ table }) => table), ...otherKind(start, after)];
  let remadeViews: ReadonlySet<string> = new Set(remade.map(({ name }) => name));
  for (;;) {
    const functions = planFunctions(start, after, { types, bound });
    const away = new Set([...functions.remade, ...namesOf(others.values()), ...sequences]);
    // What a type that is made anew does not carry over, it finds away too.
    const awayFromAll = new Set([...away, ...namesOf(types)]);
    const { before, operations: held } = holdDomains(start, after, { away, types });
    const plans = planTables(before, after, serverVersion, { away, views: remadeViews });
    const stepping = new Set([...away, ...madeOrDropped(functions)]);
    const around = { before, after, plans, exchanged, away: stepping };
    const atFirst = { ...around, before: start };
    const [enums, domains] = [diffEnums(around), diffDomains(around)];
    const underViews = { ...around, away, awayFromAll, enums: operationsOf(enums), anew };
    const views = diffViews(before, after, underViews);
    const found = boundFunctions(before, after, plans, { views: views.operations, anew });
    const again = viewsMadeAnew(views.operations);
    if ([...found].every((key) => bound.has(key)) && again.every((name) => remadeViews.has(name))) {
      const [composites, ranges] = [diffComposites(around), diffRanges(around)];
      return {
        functions,
        away,
        awayFromAll,
        stepping: functions.remade.size + types.length === 0 ? away : stepping,
        held: new Map(held.map((op) => [op, heldFast(op, atFirst)])),
        plans,
        enums,
        domains,
        composites,
        ranges,
        views,
      };
    }
    bound = new Set([...bound, ...found]);
    remadeViews = new Set([...remadeViews, ...again]);
  }
}

/** The names of the views that go and come. */
function viewsMadeAnew(operations: readonly Operation[]): readonly string[] {
  const come = operations.flatMap((op) =>
    op.kind === "createView" || op.kind === "createMaterializedView" ? [nameKey(op.view)] : [],
  );
  const made = new Set(come);
  return operations.flatMap((op) =>
    (op.kind === "dropView" || op.kind === "dropMaterializedView") && made.has(nameKey(op.name))
      ? [op.name.name]
      : [],
  );
}

/** A default that calls a function which only comes or goes cannot travel with its type: the function may stand on that. */
function madeOrDropped({ operations }: { readonly operations: readonly Operation[] }): readonly string[] {
  return operations.flatMap((op) => {
    if (op.kind === "createFunction") return [op.function.name];
    return op.kind === "dropFunction" ? [op.name.name] : [];
  });
}

function namesOf(types: Iterable<QualifiedName>): readonly string[] {
  return [...types].map(({ name }) => asType(name));
}

export function operationsOf(changes: readonly TypeChange[]): readonly Operation[] {
  return changes.flatMap(({ operations }) => operations);
}
