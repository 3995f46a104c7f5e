import { type Declared } from "./errors.ts";

/** A module of models as the loader gives it. */
export interface ModelModule {
  /** As it is to be shown. */
  readonly file: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** A value that a module exports, by itself or in an array or object. */
export interface Found {
  readonly value: unknown;
  readonly declared: Declared;
}

/** The exports of a module and, one level deep, what stands in exported arrays and plain objects. */
export function exportsOf({ file, exports }: ModelModule): readonly Found[] {
  return Object.entries(exports).flatMap(([name, value]) => {
    const members = isContainer(value) ? membersOf(value) : [];
    return [
      { value, declared: { file, export: name } },
      ...members.map(([key, member]) => ({ value: member, declared: { file, export: `${name}.${key}` } })),
    ];
  });
}

/** Some projects export a stand-in for their connection that throws until there is one; no models are in there. */
function membersOf(container: object): readonly (readonly [string, unknown])[] {
  try {
    return Object.entries(container);
  } catch {
    return [];
  }
}

/** An array or a plain object, also of another realm; a table and whatever else has a class of its own is none. */
function isContainer(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return typeof prototype !== "object" || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Each object of a kind once, under the first name it is exported as. */
export function objectsOf<T>(
  found: readonly Found[],
  isKind: (value: unknown) => value is T,
): ReadonlyMap<T, Declared> {
  const objects = new Map<T, Declared>();
  for (const { value, declared } of found)
    if (isKind(value) && !objects.has(value)) objects.set(value, declared);
  return objects;
}
