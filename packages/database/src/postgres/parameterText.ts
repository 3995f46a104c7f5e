/** A parameter as the text that the server reads it from, whatever its type turns out to be; null stays null. */
export function parameterText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString("hex")}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(elementText).join(",")}}`;
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}

function elementText(value: unknown): string {
  const text = parameterText(value);
  if (text === null) return "NULL";
  return Array.isArray(value) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
