import { type DrizzleDialect, type DrizzleSql } from "./drizzle/drizzle.ts";

/** Renders SQL of Drizzle: columns unqualified, values written out. */
export type RenderSql = (sql: DrizzleSql) => string;

// No author writes this character: the server refuses it in any text.
const MARK = "\u0000";
const MARKED = /(.?)\0(\d+)\0/gs;

/** What stands for a value of JavaScript in SQL. */
export type LiteralOf = (value: unknown) => string;

/**
 * The way in which the SQL of a dialect of Drizzle becomes text. In an expression (`indexes`) columns stand unqualified, because a qualified one breaks when the
 * table is renamed. Values are put in by us: `inlineParams()` changes the user's object, and 0.45 throws on a bigint and
 * prints a Date as `Thu Jan 01 1970`.
 */
export function sqlRenderer(dialect: DrizzleDialect, literalOf: LiteralOf, source?: "indexes"): RenderSql {
  let values: unknown[] = [];
  // A mark, not `$1`: the author's own text may hold that.
  dialect.escapeParam = (_position, value) => `${MARK}${values.push(value) - 1}${MARK}`;
  return (sql) => {
    values = [];
    const marked = dialect.sqlToQuery(notInlined(sql), source).sql;
    return marked
      .replace(
        MARKED,
        (_, before: string, index: string) => before + inPlace(literalOf(values[Number(index)]), before),
      )
      .trim();
  };
}

/**
 * The query of a view comes with `inlineParams()` called on it, which prints values in Drizzle's way; a copy that has never heard of
 * it hands them to us. Only then is one made: what has been copied so is slow to read.
 */
function notInlined(sql: DrizzleSql): DrizzleSql {
  if (Reflect.get(sql, "shouldInlineParams") !== true) return sql;
  return Object.create(sql, { shouldInlineParams: { value: false } }) as DrizzleSql;
}

/** `-` in front of a negative number would begin a comment. */
function inPlace(text: string, before: string): string {
  return before === "-" && text.startsWith("-") ? `(${text})` : text;
}
