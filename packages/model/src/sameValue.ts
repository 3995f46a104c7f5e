import { canonicalSpelling, type SqlText } from "./sqlText.ts";

/** Whether two values are the same in their `comparable` form. A field called `passedOver` says nothing, wherever it stands. */
export function sameValue(a: unknown, b: unknown, passedOver?: string): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return (a ?? null) === (b ?? null);
  if (isSqlText(a) && isSqlText(b)) return canonicalSpelling(a) === canonicalSpelling(b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const same = (key: string): boolean =>
    key === passedOver || sameValue(Reflect.get(a, key), Reflect.get(b, key), passedOver);
  return Object.keys(a).every(same) && Object.keys(b).every((key) => key in a || same(key));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
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
