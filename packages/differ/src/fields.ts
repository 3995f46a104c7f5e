import { canonicalSpelling, type SqlText } from "@limbeck/model";

/**
 * What a field means when two objects of a kind are compared. `identity` finds the other one; `separate` has an operation
 * of its own; `ignored` says nothing about the database. A table of these per kind must name every field, so that
 * a new one cannot be forgotten.
 */
export type FieldRole = "identity" | "compared" | "separate" | "ignored";

export type Fields<T> = { readonly [K in keyof Required<T>]: FieldRole };

/** A text that is equal for objects that are equal in every compared field. */
export function digest<T extends object>(fields: Fields<T>, item: T): string {
  const members = new Map<string, unknown>(Object.entries(item));
  const compared = Object.entries<FieldRole>(fields).filter(([, role]) => role === "compared");
  return JSON.stringify(compared.map(([key]) => comparable(members.get(key))));
}

/** The value with each SQL text in its canonical spelling and with object keys in one order. */
export function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value ?? null;
  if (isSqlText(value)) return canonicalSpelling(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, comparable(member)]);
}

function isSqlText(value: object): value is SqlText {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === "written" || key === "canonical");
}
