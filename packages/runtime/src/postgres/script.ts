import { ended } from "../offline/ended.ts";
import { timeouts } from "./settings.ts";
import { type Script } from "../offline/script.ts";
import { type Segment } from "../steps/segment.ts";
import { createSchemaSql } from "./ownTables.ts";

export const postgresScript: Script = {
  head: [],
  place: ({ schema }) => (schema === undefined ? [] : [ended(createSchemaSql(schema))]),
  transaction,
  segment: (segment, lines, _table, options) => {
    if (!segment.transaction || ends(segment)) return [...NO_TIMEOUTS, ...lines, ...TIMEOUTS_BACK];
    const settings = timeouts(options).map(({ name, value }) => `SET LOCAL ${name} = ${value};`);
    return transaction([...settings, ...lines]);
  },
};

const NO_TIMEOUTS = ["SET lock_timeout = 0;", "SET statement_timeout = 0;"];
const TIMEOUTS_BACK = ["RESET lock_timeout;", "RESET statement_timeout;"];

function transaction(lines: readonly string[]): readonly string[] {
  return ["BEGIN;", ...lines, "COMMIT;"];
}

/** A procedure may commit. A run finds out whether it does; a script cannot try. */
function ends({ mayLeave, parts }: Segment): boolean {
  const items = parts.flatMap((part) => part.items);
  return (
    mayLeave === true &&
    items.some((each) => each.kind === "statement" && /^\s*call\b/i.test(each.statement.sql))
  );
}
