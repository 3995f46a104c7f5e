import {
  type Column,
  type Default,
  mapStateTypes,
  nameKey,
  type QualifiedName,
  type Routine,
  sameName,
  type Schema,
  type SqlText,
  type Table,
} from "@limbeck/model";

import { mapRoutineTexts } from "../function/mapRoutineTexts.ts";
import { namedType } from "../sql/type.ts";
import { mapDomainTexts, mapTriggerText } from "../table/mapSchemaTexts.ts";
import { mapTexts } from "../table/mapTexts.ts";
import { type Renamed } from "./renamed.ts";

/** What stands on a type, beside tables, once that has another name: types over it, functions that take or give it, and conditions of triggers. */
export function followType(
  { domains, composites, ranges, functions, triggers }: Schema,
  name: QualifiedName,
  renamed: Renamed,
): Pick<Schema, "domains" | "composites" | "ranges" | "functions" | "triggers"> {
  const type = (text: SqlText): SqlText => {
    const named = namedType(text);
    return named !== undefined && sameName(named, name) ? renamed.type(text) : text;
  };
  return {
    domains: domains.map((domain) => ({
      ...mapDomainTexts(domain, renamed.text),
      type: type(domain.type),
    })),
    composites: composites.map((composite) => ({
      ...composite,
      attributes: composite.attributes.map((one) => ({ ...one, type: type(one.type) })),
    })),
    ranges: ranges.map((range) => ({ ...range, subtype: type(range.subtype) })),
    triggers: triggers.map((trigger) => mapTriggerText(trigger, renamed.text)),
    functions: functions.map((routine) => signature(mapRoutineTexts(routine, renamed.text), type)),
  };
}

function signature(routine: Routine, type: (text: SqlText) => SqlText): Routine {
  return {
    ...routine,
    arguments: routine.arguments.map((argument) => ({ ...argument, type: type(argument.type) })),
    ...(routine.returns === undefined ? {} : { returns: type(routine.returns) }),
    ...(routine.aggregate === undefined ? {} : { aggregate: mapStateTypes(routine.aggregate, type) }),
  };
}

interface Follow {
  readonly type?: (text: SqlText) => SqlText;
  readonly literal?: (value: Default) => Default;
  readonly text: (text: SqlText) => SqlText;
}

/** A table after a type that some of its columns have took other words. */
export function followInTable(
  table: Table,
  type: QualifiedName,
  { type: ofType, literal, text }: Follow,
): Table {
  const read = mapTexts(table, text);
  const key = nameKey(type);
  const columns = read.columns.map((column): Column => {
    const named = namedType(column.type);
    if (named === undefined || nameKey(named) !== key) return column;
    const { default: value } = column;
    return {
      ...column,
      type: ofType === undefined ? column.type : ofType(column.type),
      ...(value === undefined || literal === undefined ? {} : { default: literal(value) }),
    };
  });
  return { ...read, columns };
}
