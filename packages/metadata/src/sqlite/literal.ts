import { isDate, isUint8Array } from "node:util/types";
import { quoteLiteral } from "../sql/literal.ts";

/** A value of JavaScript as a constant of SQLite: what stands for a parameter where it takes none. */
export function sqliteLiteral(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number") return numberText(value);
  if (typeof value === "bigint") return String(value);
  if (isUint8Array(value)) return `x'${Buffer.from(value).toString("hex")}'`;
  return quoteLiteral(textOf(value));
}

/** SQLite has no word for infinity; a number beyond its range becomes it. Not-a-number is NULL there. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return "NULL";
  if (!Number.isFinite(value)) return value > 0 ? "9e999" : "-9e999";
  return String(value);
}

function textOf(value: unknown): string {
  if (isDate(value)) return value.toISOString();
  return typeof value === "string" ? value : JSON.stringify(value);
}
