/** A text in dollar quotes that it cannot end: `$name$…$name$`. */
export function dollarQuoted(text: string, name: string): string {
  const tag = freeTag(text, name, 0);
  return `${tag}${text}${tag}`;
}

function freeTag(text: string, name: string, number: number): string {
  const tag = `$${name}${number === 0 ? "" : number}$`;
  // A text that ends in the first part of the tag would end it early too.
  return `${text}$`.includes(tag.slice(0, -1)) ? freeTag(text, name, number + 1) : tag;
}
