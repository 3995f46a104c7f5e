import { repeatable } from "./repeatable.ts";
import { afterGroup, tokenize } from "./trivial/tokens.ts";

/**
 * A text without the brackets around the whole of it: `(n > 0)` → `n > 0`. For the places whose grammar writes brackets
 * of its own: CHECK, GENERATED ALWAYS AS, WHERE. Those of a sub-select belong to it.
 */
export function unwrap(sql: string): string {
  const text = repeatable(sql.trim());
  if (!text.startsWith("(") || !text.endsWith(")") || SUB_SELECT.test(text)) return text;
  const tokens = tokenize(text);
  return afterGroup(tokens, 0) === tokens.length ? unwrap(text.slice(1, -1)) : text;
}

const SUB_SELECT = /^\(\s*(?:SELECT|WITH|VALUES)\b/i;
