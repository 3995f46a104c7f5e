/**
 * JSON with the spaces that jsonb gives back: `{"a": 1, "b": [2, 3]}`. Fails with a TypeError on what JSON cannot hold,
 * as `JSON.stringify` does.
 */
export function jsonbText(value: unknown): string {
  const plain: unknown = JSON.parse(JSON.stringify(value));
  return spaced(plain);
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`);
  return `{${members.join(", ")}}`;
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
