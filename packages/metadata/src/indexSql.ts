import { type IndexElement, type IndexOptions } from "@limbeck/model";
import { indexOptions } from "./tableIndex.ts";
import { quoteIdentifier } from "./sql/identifier.ts";
import { splitTopLevel } from "./sql/split.ts";

/**
 * SQL in an index, such as `lower("email") text_pattern_ops desc nulls last`: an expression and, behind it, what
 * belongs to the position and not to the expression (PostgreSQL manual, CREATE INDEX). One text may hold several.
 */
export function readIndexSql(text: string, columns: ReadonlySet<string>): readonly IndexElement[] {
  return splitTopLevel(text, ",").map((part) => readElement(part, columns));
}

function readElement(text: string, columns: ReadonlySet<string>): IndexElement {
  const head = headOf(text);
  const options = head === undefined ? undefined : readOptions(text.slice(head.length));
  // Not by the grammar of an index: an expression that wants parentheses around it.
  if (head === undefined || options === undefined)
    return { kind: "expression", expression: { written: text } };
  const column = columnOf(head);
  if (column !== undefined && columns.has(column)) return { kind: "column", column, ...options };
  return { ...readInside(withoutParentheses(head), columns), ...options };
}

/** The server takes `(email)` for the column, and a COLLATE that all of it ends in for the position's (ComputeIndexAttrs in indexcmds.c). */
function readInside(text: string, columns: ReadonlySet<string>): IndexElement {
  const head = headOf(text) ?? "";
  const rest = text.slice(head.length);
  const column = columnOf(head);
  const isColumn = column !== undefined && columns.has(column) && rest === "";
  if (isColumn) return { kind: "column", column };
  return COLLATED.test(rest)
    ? readElement(text, columns)
    : { kind: "expression", expression: { written: text } };
}

const NAME = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
const QUALIFIED = String.raw`${NAME}(?:\s*\.\s*${NAME})*`;
const IS_NAME = new RegExp(`^${NAME}$`);
const NAME_FIRST = new RegExp(String.raw`^${QUALIFIED}\s*`);

/** A column, a call of a function, or something in parentheses. */
function headOf(text: string): string | undefined {
  const name = NAME_FIRST.exec(text)?.[0] ?? "";
  if (!text.startsWith("(", name.length)) return name === "" ? undefined : name.trimEnd();
  const end = closing(text, name.length);
  return end === undefined ? undefined : text.slice(0, end + 1);
}

/** Where the parenthesis closes that opens at `start`. */
function closing(text: string, start: number): number | undefined {
  const [inner] = splitTopLevel(text.slice(start + 1), ")");
  const end = start + 1 + (inner?.length ?? 0);
  return text[end] === ")" ? end : undefined;
}

const COLLATED = new RegExp(String.raw`^\s+collate\s+${QUALIFIED}$`, "i");

const OPTIONS = new RegExp(
  String.raw`^(?:\s+collate\s+(?<collation>${QUALIFIED}))?` +
    String.raw`(?:\s+(?!(?:asc|desc|nulls)\b)(?<operatorClass>${QUALIFIED}(?:\s*\([^()]*\))?))?` +
    String.raw`(?:\s+(?<order>asc|desc))?(?:\s+nulls\s+(?<nulls>first|last))?\s*$`,
  "i",
);

function readOptions(text: string): IndexOptions | undefined {
  const groups = OPTIONS.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { collation, operatorClass, order, nulls } = groups;
  const descending = order?.toLowerCase() === "desc" ? "desc" : undefined;
  const where = nulls === undefined ? undefined : nulls.toLowerCase() === "first" ? "first" : "last";
  return {
    ...indexOptions(descending, where, operatorClass),
    ...(collation === undefined ? {} : { collation: spelledName(collation) }),
  };
}

function columnOf(head: string): string | undefined {
  return IS_NAME.test(head) ? unquoted(head) : undefined;
}

/** A name as the server prints it, behind COLLATE: with quotes where it needs them. */
function spelledName(name: string): string {
  const parts = name.match(/"(?:[^"]|"")*"|[^\s.]+/g) ?? [];
  return parts
    .map((part) => quoteIdentifier(unquoted(part)))
    .join(".")
    .replace(/^pg_catalog\./, "");
}

/** A name as the server understands it: in quotes as it stands, else in lower case. */
function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}

function withoutParentheses(head: string): string {
  return head.startsWith("(") ? head.slice(1, -1).trim() : head;
}
