import {
  foundName,
  mapAggregateFunctions,
  nameOf,
  type QualifiedName,
  type Routine,
  sameName,
  type Schema,
  type SqlText,
} from "@limbeck/model";

import { mapTexts } from "../table/mapTexts.ts";
import { renameCallInText } from "../table/renameText.ts";

/** What calls a function by its old name, calling it by its new one: expressions, aggregates, range types. */
export function followCall(schema: Schema, name: QualifiedName, target: QualifiedName): Schema {
  const text = (value: SqlText): SqlText => renameCallInText(value, name, target);
  // Without a schema it is the server's own, where that has one of the name.
  const [old, now] = [foundName("routine", name), foundName("routine", nameOf(target))];
  const called = (one: QualifiedName): QualifiedName => (sameName(one, old) ? now : one);
  return {
    ...schema,
    functions: schema.functions.map((routine) => inRoutine(routine, text, called)),
    ranges: schema.ranges.map((range) =>
      range.subtypeDiff === undefined ? range : { ...range, subtypeDiff: called(range.subtypeDiff) },
    ),
    tables: schema.tables.map((table) => mapTexts(table, text)),
    domains: schema.domains.map((domain) => ({
      ...domain,
      ...(domain.default?.kind === "expression"
        ? { default: { ...domain.default, ...text(domain.default) } }
        : {}),
      checks: domain.checks.map((check) => ({ ...check, expression: text(check.expression) })),
    })),
    triggers: schema.triggers.map((trigger) =>
      trigger.when === undefined ? trigger : { ...trigger, when: text(trigger.when) },
    ),
  };
}

function inRoutine(
  routine: Routine,
  text: (value: SqlText) => SqlText,
  called: (name: QualifiedName) => QualifiedName,
): Routine {
  const { aggregate } = routine;
  return {
    ...mapRoutineTexts(routine, text),
    ...(aggregate === undefined ? {} : { aggregate: mapAggregateFunctions(aggregate, called) }),
  };
}

/** A routine with what the server has parsed of it in other words; a text between quotes stays as it is. */
export function mapRoutineTexts(routine: Routine, text: (value: SqlText) => SqlText): Routine {
  return {
    ...routine,
    ...(routine.standardBody === undefined ? {} : { standardBody: text(routine.standardBody) }),
    arguments: routine.arguments.map((argument) =>
      argument.default === undefined ? argument : { ...argument, default: text(argument.default) },
    ),
  };
}
