import {
  anyText,
  date,
  bigint,
  either,
  flag,
  having,
  type Kind,
  nothing,
  number,
  options,
  plain,
  record,
  sql,
  text,
} from "./kind.ts";

export const schema: Kind = either(text, having("schemaName", "a pgSchema"));

export const typeName: Kind = either(text, having("enumName", "a pgEnum"));

export const column: Kind = having("getSQLType", "a column");

export const columnOrName: Kind = either(text, having("name", "a column"));

const placed: Kind = options({ schema: text, name: text }, ["name"]);

export const placedName: Kind = either(text, placed);

export const functionName: Kind = either(text, having("functionName", "a pgFunction"), placed);

/** Storage parameters. */
export const parameters: Kind = record(either(text, number, flag), 1);

/** What a row may be compared with, or hold. */
export const value: Kind = either(anyText, number, bigint, flag, nothing, date, sql);

export const expression: Kind = either(text, sql);

export const defaultValue: Kind = either(plain, sql);

/** By the symbols by which Drizzle's own copies in one process know each other. */
export const table: Kind = having(Symbol.for("drizzle:Name"), "a table");
export const view: Kind = having(Symbol.for("drizzle:ViewBaseConfig"), "a view");
export const partition: Kind = having(Symbol.for("limbeck:partition"), "a pgPartition");
export const sequence: Kind = having("seqName", "a pgSequence");
