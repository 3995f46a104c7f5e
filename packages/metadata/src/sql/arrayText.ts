/**
 * PostgreSQL's text of an array, `{a,"b c",NULL}`, quoted only where the server itself quotes (`array_out`), so that
 * the text is the one that it gives back. `element` gives the text of one element; arrays that stand deeper than
 * `dimensions` are elements, such as a point that is written as a tuple.
 */
export function arrayText(
  values: readonly unknown[],
  element: (value: unknown) => string,
  dimensions = Number.POSITIVE_INFINITY,
): string {
  return `{${values.map((value) => memberText(value, element, dimensions - 1)).join(",")}}`;
}

function memberText(value: unknown, element: (value: unknown) => string, dimensions: number): string {
  if (value === null || value === undefined) return "NULL";
  if (dimensions > 0 && Array.isArray(value)) return arrayText(value, element, dimensions);
  return quoteElement(element(value));
}

function quoteElement(text: string): string {
  // Only the white space of ASCII: the server leaves others alone.
  const plain = text !== "" && !/[{}",\\ \t\n\v\f\r]/.test(text) && text.toUpperCase() !== "NULL";
  return plain ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
