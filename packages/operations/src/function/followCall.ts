import {
  foundName,
  inputTypes,
  mapAggregateFunctions,
  nameOf,
  type QualifiedName,
  type Routine,
  sameName,
  type Schema,
  type SqlText,
} from "@limbeck/model";

import { type ColumnTypes } from "./arguments.ts";
import { mapDomainTexts, mapTriggerText } from "../table/mapSchemaTexts.ts";
import { mapTexts } from "../table/mapTexts.ts";
import { mapRoutineTexts } from "./mapRoutineTexts.ts";
import { typesOfParts } from "./aggregateParts.ts";
import { bodyTypes, columnTypes, rowTypes, typeSaid, valueType } from "./columnTypes.ts";
import { renameCallInText } from "./renameCall.ts";
import { type IsMeant, typesHandedIn } from "./meant.ts";

/**
 * What calls a function by its old name, calling it by its new one: expressions, aggregates, range types. Where others share the name,
 * `isMeant` says which calls are for that one.
 */
export function followCall(
  schema: Schema,
  name: QualifiedName,
  target: QualifiedName,
  isMeant: IsMeant = () => true,
): Schema {
  const over =
    (columns: ColumnTypes) =>
    (value: SqlText): SqlText =>
      renameCallInText(value, name, target, (args) => isMeant(typesHandedIn(args, columns)));
  // Without a schema it is the server's own, where that has one of the name.
  const [old, now] = [foundName("routine", name), foundName("routine", nameOf(target))];
  const called = (one: QualifiedName, types: readonly string[]): QualifiedName =>
    sameName(one, old) && isMeant(types) ? now : one;
  return {
    ...schema,
    functions: schema.functions.map((routine) =>
      inRoutine(routine, over(bodyTypes(schema, routine)), called),
    ),
    ranges: schema.ranges.map((range) =>
      range.subtypeDiff === undefined
        ? range
        : { ...range, subtypeDiff: called(range.subtypeDiff, [range.subtype, range.subtype].map(typeSaid)) },
    ),
    tables: schema.tables.map((table) => mapTexts(table, over(columnTypes(schema, table)))),
    domains: schema.domains.map((domain) => mapDomainTexts(domain, over(valueType(domain)))),
    triggers: schema.triggers.map((trigger) => mapTriggerText(trigger, over(rowTypes(schema, trigger)))),
  };
}

function inRoutine(
  routine: Routine,
  text: (value: SqlText) => SqlText,
  called: (name: QualifiedName, types: readonly string[]) => QualifiedName,
): Routine {
  const { aggregate } = routine;
  const mapped = mapRoutineTexts(routine, text);
  if (aggregate === undefined) return mapped;
  const types = typesOfParts(aggregate, inputTypes(routine).map(typeSaid));
  return { ...mapped, aggregate: mapAggregateFunctions(aggregate, (one, part) => called(one, types[part])) };
}
