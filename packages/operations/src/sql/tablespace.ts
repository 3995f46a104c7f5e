import { type Placed } from "@limbeck/model";

import { quoteString } from "./literal.ts";

/**
 * Statements that make an index, in the tablespace that it was in. Which there are is the operator's business and not the same on every
 * server: where that one is missing, such as in a replay, the index is made like any other.
 */
export function inTablespace({ tablespace }: Placed, statements: readonly string[]): readonly string[] {
  if (tablespace === undefined) return statements;
  return [
    `SELECT set_config('default_tablespace', spcname, false) FROM pg_tablespace WHERE spcname = ${quoteString(tablespace)}`,
    ...statements,
    "RESET default_tablespace",
  ];
}
