import { namesIn } from "./clause.ts";
import { objectName } from "./createTable.ts";
import { cursorOn } from "./cursor.ts";

export interface ViewDefinition {
  readonly columnNames?: readonly string[];
  /** The SELECT as it is written. */
  readonly query: string;
}

export function parseCreateView(text: string): ViewDefinition {
  const cursor = cursorOn(text);
  objectName(cursor, "VIEW");
  const columnNames = cursor.peek()?.text === "(" ? { columnNames: namesIn(cursor.parenthesised()) } : {};
  cursor.expect("AS");
  return { ...columnNames, query: text.slice(cursor.peek()?.start).trimEnd() };
}
