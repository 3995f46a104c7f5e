import { splitTopLevel } from "../sql/split.ts";

/** The text without the pairs of parentheses that stand around the whole of it. */
export function withoutParentheses(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith("(")) return trimmed;
  const [inner = ""] = splitTopLevel(trimmed.slice(1), ")");
  // Where the first one closes before the end, they belong to parts: `(a) + (b)`.
  return inner.length + 2 === trimmed.length ? withoutParentheses(inner) : trimmed;
}
