import { nameOfPart, type Part } from "./part.ts";

/** The table that an expression belongs to. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/**
 * `users.id` and `public.users.id` → `id`. A call keeps its namespace (`users.f(…)`), and in a sub-select nothing is
 * touched: there the table's name may be that of another one.
 */
export function withoutTable(parts: readonly Part[], { schema, name }: TableName): readonly Part[] {
  if (parts.some(({ kind, text }) => kind === "word" && text === "select")) return parts;
  const kept: Part[] = [];
  for (let position = 0; position < parts.length; position += 1) {
    const length = [[schema, name], [name]].find((names) => isPrefix(parts, position, names))?.length ?? 0;
    position += length * 2;
    const part = parts[position];
    if (part !== undefined) kept.push(part);
  }
  return kept;
}

/** Whether names with a dot behind each begin at a position, and after them a column's name. */
function isPrefix(parts: readonly Part[], start: number, names: readonly string[]): boolean {
  const column = start + names.length * 2;
  const next = parts[column + 1]?.text;
  return (
    parts[start - 1]?.text !== "." &&
    names.every((name, position) => isDotted(parts, start + position * 2, name)) &&
    nameOfPart(parts[column]) !== undefined &&
    next !== "(" &&
    next !== "."
  );
}

function isDotted(parts: readonly Part[], position: number, name: string): boolean {
  return nameOfPart(parts[position]) === name && parts[position + 1]?.text === ".";
}

/** Where in a text names with a dot behind each stand in front of a column's name. */
export function qualifications(parts: readonly Part[], names: readonly string[]): readonly number[] {
  return parts.flatMap((_, position) => (isPrefix(parts, position, names) ? [position] : []));
}
