import { cursorOn, splitAtCommas } from "./cursor.ts";
import { objectName } from "./createTable.ts";
import { isWord, type Token } from "./tokens.ts";

/** What a CREATE INDEX text says. */
export interface IndexDefinition {
  /** Each position without ASC or DESC, which the catalog knows. */
  readonly elements: readonly (readonly Token[])[];
  readonly where: readonly Token[];
}

export function parseCreateIndex(text: string): IndexDefinition {
  const cursor = cursorOn(text);
  objectName(cursor, "INDEX");
  cursor.expect("ON");
  cursor.name();
  const elements = splitAtCommas(cursor.parenthesised()).map(withoutOrder);
  const where: Token[] = [];
  if (cursor.takes("WHERE")) while (cursor.peek() !== undefined) where.push(cursor.next());
  return { elements, where };
}

function withoutOrder(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1);
  return isWord(last, "ASC") || isWord(last, "DESC") ? tokens.slice(0, -1) : tokens;
}
