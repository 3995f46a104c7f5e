import {
  canonicalSpelling,
  type Domain,
  type Routine,
  sameName,
  type Schema,
  type SqlText,
  type Table,
  type Trigger,
} from "@limbeck/model";

import { type ColumnTypes, plainType } from "./arguments.ts";

/** A type as those that are handed in are compared. */
export const typeSaid = (type: SqlText): string => plainType([canonicalSpelling(type)]);

/** The types of a table's columns; a partition has those of what it is a part of. */
export function columnTypes(schema: Schema, table: Table): ColumnTypes {
  return (name, owner) => {
    if (owner !== undefined && owner !== table.name) return undefined;
    const type = table.columns.find((column) => column.name === name)?.type;
    if (type !== undefined) return typeSaid(type);
    const whole = schema.tables.find(
      (one) => table.partitionOf !== undefined && sameName(one, table.partitionOf.table),
    );
    return whole && columnTypes(schema, whole)(name, undefined);
  };
}

/** What WHEN of a trigger reads of the old row and the new one. */
export function rowTypes(schema: Schema, trigger: Trigger): ColumnTypes {
  const table = schema.tables.find((one) => sameName(one, trigger.table));
  return (name) => table && columnTypes(schema, table)(name, undefined);
}

/** What a body in standard SQL reads: its arguments, and columns with their table in front. Under an alias nobody knows. */
export function bodyTypes(schema: Schema, routine: Routine): ColumnTypes {
  return (name, owner) => {
    const argument = routine.arguments.find((one) => one.name === name);
    if (owner === undefined) return argument && typeSaid(argument.type);
    const [table, ...others] = schema.tables.filter((one) => one.name === owner);
    return table === undefined || others.length > 0 ? undefined : columnTypes(schema, table)(name, owner);
  };
}

/** What a check of a domain reads. */
export function valueType({ type }: Domain): ColumnTypes {
  return (name) => (name.toLowerCase() === "value" ? typeSaid(type) : undefined);
}
