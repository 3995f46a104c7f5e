import { isDate, isUint8Array } from "node:util/types";
import { arrayText } from "./arrayText.ts";

/** `'it''s'`. Backslashes stay: `standard_conforming_strings` is on by default since PostgreSQL 9.1. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A value of JavaScript as a constant of SQL: what stands for a parameter where the server takes none. */
export function sqlLiteral(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : quoteLiteral(String(value));
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  return quoteLiteral(valueText(value));
}

/** The text between the quotes of such a constant. */
export function valueText(value: unknown): string {
  if (typeof value === "string") return value;
  if (isDate(value)) return value.toISOString();
  if (isUint8Array(value)) return `\\x${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return arrayText(value, valueText);
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value);
}
