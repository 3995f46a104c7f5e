/** Whether a name passes a list of patterns: it fits one of the positive ones, if there are any, and none with `!`. */
export function passes(name: string, patterns: readonly string[]): boolean {
  const negative = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const positive = patterns.filter((pattern) => !pattern.startsWith("!"));
  const fits = (pattern: string): boolean => expression(pattern).test(name);
  return (positive.length === 0 || positive.some(fits)) && !negative.some(fits);
}

/** `*` any text, `?` any character; everything else is itself. */
function expression(pattern: string): RegExp {
  const text = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${text}$`, "u");
}
