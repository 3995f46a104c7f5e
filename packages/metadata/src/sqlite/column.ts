import { type Column } from "@limbeck/model";
import { type SqliteColumnSettings } from "../declarations/sqlite/column.ts";
import { type DrizzleColumn } from "../drizzle/columnShape.ts";
import { columnUnreadable } from "../errors.ts";
import { factOn } from "../fact.ts";
import { readGenerated } from "../generated.ts";
import { readDefault } from "./default.ts";
import { withoutParentheses } from "./parentheses.ts";
import { type SqliteReading } from "./reading.ts";
import { collationNamed, readCollation, readType } from "./type.ts";

/** What the table says of its columns. */
export interface ColumnPlace {
  readonly table: string;
  /** The columns that cannot be NULL, because they are the row's number or of a key that allows none. */
  readonly filled: ReadonlySet<string>;
}

/** Reads a column. Fails with `column-unreadable` where the user's type, default or expression throws. */
export function readColumn(
  column: DrizzleColumn,
  { table, filled }: ColumnPlace,
  reading: SqliteReading,
): Column {
  const name = reading.columnName(column);
  const attempt = <T>(part: string, read: () => T): T => {
    try {
      return read();
    } catch (cause) {
      throw columnUnreadable(table, name, part, cause);
    }
  };
  const { type, collation } = attempt("type", () => ({
    type: readType(column),
    collation: readCollation(column),
  }));
  const value = attempt("default", () => readDefault(column, reading));
  const { generated } = column;
  return {
    name,
    type,
    ...collation,
    nullable: !column.notNull && !filled.has(name),
    ...(value === undefined ? {} : { default: value }),
    ...(generated === undefined
      ? {}
      : { generated: attempt("generated expression", () => readComputed(generated, reading)) }),
    ...saidOf(column),
  };
}

function readComputed(generated: NonNullable<DrizzleColumn["generated"]>, reading: SqliteReading) {
  const { expression, stored } = readGenerated(generated, reading);
  return { expression: { written: withoutParentheses(expression.written ?? "") }, stored };
}

function saidOf(column: DrizzleColumn): SqliteColumnSettings {
  const { collation, ...rest } = factOn(column, "sqliteColumn") ?? {};
  return { ...rest, ...(collation === undefined ? {} : collationNamed(collation)) };
}
