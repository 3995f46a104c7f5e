import { comparable, sameValue } from "@limbeck/model";

/**
 * What a field means when two objects of a kind are compared. `identity` finds the other one; `separate` has an operation
 * of its own; `ignored` says nothing about the database. A table of these per kind must name every field, so that
 * a new one cannot be forgotten.
 */
export type FieldRole = "identity" | "compared" | "separate" | "ignored";

export type Fields<T> = { readonly [K in keyof Required<T>]: FieldRole };

/** A text that is equal for objects that are equal in every compared field. */
export function digest<T extends object>(fields: Fields<T>, item: T): string {
  return JSON.stringify(comparedKeys(fields).map((key) => comparable(Reflect.get(item, key))));
}

/** Whether two objects are equal in every compared field: what `digest` says, without making texts. */
export function same<T extends object>(fields: Fields<T>, a: T, b: T): boolean {
  return comparedKeys(fields).every((key) => sameValue(Reflect.get(a, key), Reflect.get(b, key)));
}

const keysOf = new WeakMap<object, readonly string[]>();

function comparedKeys<T>(fields: Fields<T>): readonly string[] {
  const known = keysOf.get(fields);
  if (known !== undefined) return known;
  const roles = Object.entries<FieldRole>(fields);
  const keys = roles.filter(([, role]) => role === "compared").map(([key]) => key);
  keysOf.set(fields, keys);
  return keys;
}
