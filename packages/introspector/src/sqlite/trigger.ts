import { type Trigger } from "@limbeck/model";
import { type ObjectRow } from "./catalog.ts";
import { type ColumnNames, expressionText } from "./expression.ts";
import { parseCreateTrigger } from "./parse/createTrigger.ts";

/** A name behind NEW or OLD is a column, whatever it is, so that none is a string. */
const NONE: ColumnNames = new Set();

/** A trigger by its text; all of SQLite's are for each row. */
export function triggerOf({ name, table, sql }: ObjectRow): Trigger {
  const { timing, event, updateOf, when, body } = parseCreateTrigger(sql);
  return {
    table: { name: table },
    name,
    timing,
    events: [event],
    ...(updateOf.length === 0 ? {} : { updateOf }),
    forEach: "row",
    ...(when.length === 0 ? {} : { when: { canonical: expressionText(when, NONE) } }),
    body: { canonical: body },
  };
}
