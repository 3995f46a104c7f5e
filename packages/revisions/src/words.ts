/** Names in a sentence. Thousands of heads must not fill the screen: `facts` holds them all. */
export function list(names: readonly string[]): string {
  const more = names.length - 10;
  return more > 0 ? `${names.slice(0, 10).join(", ")} and ${more} more` : names.join(", ");
}

/** A text that a person wrote, so that blanks and empty texts can be seen. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** A symbol as people say it: the empty one is base. */
export function shown(symbol: string): string {
  return symbol === "" ? "base" : symbol;
}
