import { type IndexElement } from "@limbeck/model";
import { splitTopLevel } from "../sql/split.ts";
import { withoutParentheses } from "./parentheses.ts";
import { collationNamed } from "./type.ts";

/**
 * SQL in an index, such as `lower("email") desc` or `"name" collate nocase`: an expression, and behind it what belongs to the
 * position (https://sqlite.org/syntax/indexed-column.html). One text may hold several.
 */
export function readIndexSql(text: string, columns: ReadonlySet<string>): readonly IndexElement[] {
  return splitTopLevel(text, ",").map((part) => readElement(part, columns));
}

const ORDER = /\s+(asc|desc)$/i;
const COLLATION = /\s+collate\s+("(?:[^"]|"")+"|[A-Za-z_][\w$]*)$/i;

function readElement(text: string, columns: ReadonlySet<string>): IndexElement {
  const order = ORDER.exec(text)?.[1]?.toLowerCase();
  const unordered = text.replace(ORDER, "");
  const collation = COLLATION.exec(unordered)?.[1];
  const expression = withoutParentheses(unordered.replace(COLLATION, ""));
  const options = {
    ...(order === "desc" ? { order: "desc" as const } : {}),
    ...(collation === undefined ? {} : collationNamed(unquoted(collation))),
  };
  const column = unquoted(expression);
  return columns.has(column)
    ? { kind: "column", column, ...options }
    : { kind: "expression", expression: { written: expression }, ...options };
}

function unquoted(name: string): string {
  return name.startsWith('"') && name.endsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
