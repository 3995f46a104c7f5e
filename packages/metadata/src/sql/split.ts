/**
 * Splits SQL at a character, but not inside parentheses, brackets, strings and quoted names. A closing parenthesis that
 * was not opened here ends the text.
 */
export function splitTopLevel(text: string, separator: "," | ")"): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (depth === 0 && character === separator) {
      parts.push(text.slice(start, at));
      start = at + 1;
    } else if ("'\"".includes(character)) at = endOfQuote(text, at);
    else if ("([".includes(character)) depth += 1;
    else if (")]".includes(character)) depth -= 1;
  }
  return [...parts, text.slice(start)].map((part) => (separator === "," ? part.trim() : part));
}

/** Where the quote closes that opens at `start`; a doubled one closes and opens again, which comes to the same. */
function endOfQuote(text: string, start: number): number {
  const end = text.indexOf(text[start] ?? "", start + 1);
  return end === -1 ? text.length : end;
}
