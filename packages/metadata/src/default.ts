import { isDate } from "node:util/types";
import { canonicalSpelling, type Default, type SqlText } from "@limbeck/model";
import { type ArrayElement } from "./drizzle/adapter.ts";
import { type DrizzleColumn } from "./drizzle/columnShape.ts";
import { type Reading } from "./reading.ts";
import { arrayText } from "./sql/arrayText.ts";
import { dateText } from "./sql/dateText.ts";
import { isJson, jsonbText } from "./sql/jsonText.ts";
import { quoteLiteral, valueText } from "./sql/literal.ts";
import { castType } from "./type.ts";

/**
 * The default that the database has, of a column that is not serial. `$default` and `$onUpdate` are JavaScript's business and are not seen here.
 * Strings, numbers and booleans stay values; what SQL does not write by itself becomes the text of an expression.
 */
export function readDefault(column: DrizzleColumn, type: SqlText, reading: Reading): Default | undefined {
  const value = column.default;
  // The server keeps no default of NULL (AddRelationNewConstraints in src/backend/catalog/heap.c).
  if (value === undefined || value === null) return undefined;
  // A common slip, `.default(Date.now)`: its text would be the default.
  if (typeof value === "function") throw new TypeError("it is a function, which is said with $default(…)");
  const { is, SQL } = reading.drizzle;
  if (is(value, SQL)) return readSql(reading.render(value));
  const element = reading.adapter.element(column, reading.drizzle);
  if (element.dimensions > 0 && Array.isArray(value)) return readArray(value, element, type);
  return isJsonType(canonicalSpelling(type))
    ? readJson(value, type, reading)
    : readValue(value, element, type, reading);
}

function readSql(text: string): Default | undefined {
  return /^null(::.*)?$/is.test(text) ? undefined : { kind: "expression", written: text };
}

function readArray(value: readonly unknown[], element: ArrayElement, type: SqlText): Default {
  const elementType = canonicalSpelling(type).replace(/\[\]$/, "");
  const text = arrayText(value, (member) => memberText(member, element, elementType), element.dimensions);
  return constant(text, type);
}

function memberText(value: unknown, element: ArrayElement, type: string): string {
  if (isJsonType(type)) return jsonText(value, type);
  if (typeof value === "boolean") return value ? "t" : "f";
  if (isDate(value)) return dateText(value, type);
  return typeof value === "object" ? valueText(element.driverValue(value)) : valueText(value);
}

/**
 * The trap: drizzle-kit 0.31 writes a string that is the default of a json column as the JSON itself, so that
 * `.default("{}")` is an empty object; that of 1.0 writes it as a JSON string.
 */
function readJson(value: unknown, type: SqlText, { adapter }: Reading): Default {
  if (typeof value === "string" && adapter.jsonString === "json" && isJson(value))
    return { kind: "literal", value };
  return constant(jsonText(value, canonicalSpelling(type)), type);
}

function isJsonType(type: string): boolean {
  return type === "json" || type === "jsonb";
}

/** json is kept as it was written, jsonb is given back with spaces. */
function jsonText(value: unknown, type: string): string {
  return type === "jsonb" ? jsonbText(value) : JSON.stringify(value);
}

function readValue(
  value: unknown,
  element: ArrayElement,
  type: SqlText,
  reading: Reading,
): Default | undefined {
  // drizzle-kit does not map these, not even for a custom type, and databases were made by it.
  if (typeof value === "string" || typeof value === "boolean") return { kind: "literal", value };
  if (typeof value === "number")
    return { kind: "literal", value: Number.isFinite(value) ? value : String(value) };
  if (typeof value === "bigint") return { kind: "expression", written: String(value) };
  if (isDate(value)) return constant(dateText(value, canonicalSpelling(type)), type);
  const mapped = element.driverValue(value);
  const { is, SQL } = reading.drizzle;
  return is(mapped, SQL) ? readSql(reading.render(mapped)) : constant(valueText(mapped), type);
}

function constant(text: string, type: SqlText): Default {
  return { kind: "expression", written: `${quoteLiteral(text)}::${castType(type)}` };
}
