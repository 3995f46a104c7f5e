import { isDate, isUint8Array } from "node:util/types";
import { type Default } from "@limbeck/model";
import { type DrizzleColumn } from "../drizzle/columnShape.ts";
import { isJson } from "../sql/jsonText.ts";
import { sqliteLiteral } from "./literal.ts";
import { withoutParentheses } from "./parentheses.ts";
import { type SqliteReading } from "./reading.ts";

/**
 * The default that the database has. `$default` and `$onUpdate` are JavaScript's business and are not seen here.
 * What a column's mode makes of a value is what Drizzle would insert: a Date becomes a number.
 */
export function readDefault(column: DrizzleColumn, reading: SqliteReading): Default | undefined {
  const value = column.default;
  // No default is a default of NULL.
  if (value === undefined || value === null) return undefined;
  const { is, SQL } = reading.drizzle;
  if (is(value, SQL)) return readSql(reading.render(value));
  return isJsonColumn(column)
    ? { kind: "literal", value: jsonOf(value, reading) }
    : readValue(column, reading);
}

/** SQLite wants parentheses around an expression; they are no part of it. */
function readSql(text: string): Default | undefined {
  const written = withoutParentheses(text);
  return /^null$/i.test(written) ? undefined : { kind: "expression", written };
}

/** By the mode and not by the type, which is that of text or blob. */
function isJsonColumn({ columnType }: DrizzleColumn): boolean {
  return columnType === "SQLiteTextJson" || columnType === "SQLiteBlobJson";
}

/** A string that is the default of a json column is the JSON itself to drizzle-kit 0.31, and a JSON string to that of 1.0. */
function jsonOf(value: unknown, { adapter }: SqliteReading): string {
  const isText = typeof value === "string" && adapter.jsonString === "json" && isJson(value);
  return isText ? value : JSON.stringify(value);
}

function readValue(column: DrizzleColumn, reading: SqliteReading): Default | undefined {
  const value = column.default;
  // drizzle-kit does not map these, not even for a custom type, and databases were made by it.
  if (typeof value === "string" || typeof value === "boolean") return { kind: "literal", value };
  if (typeof value === "number" && Number.isFinite(value)) return { kind: "literal", value };
  if (typeof value === "number" || isUint8Array(value)) return constant(value);
  const mapped = column.mapToDriverValue(value);
  const { is, SQL } = reading.drizzle;
  if (is(mapped, SQL)) return readSql(reading.render(mapped));
  if (typeof mapped === "number" && Number.isFinite(mapped)) return { kind: "literal", value: mapped };
  if (typeof mapped === "string") return ofText(mapped, value);
  return isDate(mapped) ? { kind: "literal", value: mapped.toISOString() } : constant(mapped);
}

/** Drizzle hands a bigint over as text; in a default it is a number, as drizzle-kit writes it. */
function ofText(mapped: string, value: unknown): Default {
  return typeof value === "bigint"
    ? { kind: "expression", written: mapped }
    : { kind: "literal", value: mapped };
}

function constant(value: unknown): Default | undefined {
  const written = sqliteLiteral(value);
  return written === "NULL" ? undefined : { kind: "expression", written };
}
