import { quoteString } from "@limbeck/operations";

/** Several texts as one `text[]`. */
export function textArray(texts: readonly string[]): string {
  return `ARRAY[${texts.map(quoteString).join(", ")}]::text[]`;
}
