import { withoutBrackets } from "./brackets.ts";
import { withoutCasts, withTypes } from "./cast.ts";
import { type TableName, withoutTable } from "./qualification.ts";
import { tokenize } from "./tokens.ts";

/** Where an expression stands. */
export interface Place {
  /** Absent for a default, which names no columns. */
  readonly table?: TableName;
  /** The columns' types, in the server's words. */
  readonly types: ReadonlyMap<string, string>;
}

/**
 * A text that is equal for two expressions only if the server makes the same of both. It looks past white space,
 * comments, case, needless quotes and brackets, the table's name before its column, other names of built-in types, and
 * the cast that the server shows on a constant that is compared with a column of that very type. What it does not know
 * to be the same stays different: then the server is asked.
 */
export function normalise(sql: string, { table, types }: Place): string {
  const parts = withTypes(tokenize(sql));
  const columns = table === undefined ? parts : withoutTable(parts, table);
  return withoutBrackets(withoutCasts(withoutBrackets(columns), types))
    .map(({ text }) => text)
    .join(" ");
}
