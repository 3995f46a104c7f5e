import { type Connection } from "@limbeck/database";
import { type Holder, quoteIdentifier } from "@limbeck/operations";
import { type CountHeld, MOST_COUNTED } from "../losses/countLosses.ts";
import { type Count } from "../losses/loss.ts";

/** A file is read quickly, and knows nothing of its tables beforehand: it is counted up to the limit. */
export const sqliteCounter: CountHeld = async (connection, _options, holders) => {
  const there = await columnsOf(connection, holders);
  const countable = holders.filter((holder) => isThere(holder, there));
  const answers = countable.length === 0 ? [] : await connection.batch(countable.map(countSql));
  return holders.map((holder) => {
    const at = countable.indexOf(holder);
    return at < 0 ? undefined : countOf(Number(answers[at]?.[0]?.["number"]));
  });
};

/** `table column` of all columns of these tables in lower case, as SQLite compares them. */
async function columnsOf(connection: Connection, holders: readonly Holder[]): Promise<ReadonlySet<string>> {
  const names = holders.map(({ table }) => table.name);
  const rows = await connection.query<{ table: string; column: string }>(
    `SELECT lower(m.name) AS "table", lower(c.name) AS "column"
     FROM main.sqlite_schema AS m JOIN pragma_table_xinfo(m.name) AS c
     WHERE m.type = 'table' AND lower(m.name) IN (SELECT lower(value) FROM json_each($1))`,
    [JSON.stringify(names)],
  );
  return new Set(rows.flatMap(({ table, column }) => [table, keyOf(table, column)]));
}

/** A column that is not there would be read as a text. */
function isThere({ table, column }: Holder, there: ReadonlySet<string>): boolean {
  const name = table.name.toLowerCase();
  return there.has(column === undefined ? name : keyOf(name, column.toLowerCase()));
}

function keyOf(table: string, column: string): string {
  return JSON.stringify([table, column]);
}

function countSql({ table, column }: Holder): string {
  const where = column === undefined ? "" : ` WHERE ${quoteIdentifier(column)} IS NOT NULL`;
  return `SELECT count(*) AS number FROM (SELECT 1 FROM main.${quoteIdentifier(table.name)}${where} LIMIT ${MOST_COUNTED + 1})`;
}

function countOf(number: number): Count {
  return number > MOST_COUNTED
    ? { number: MOST_COUNTED, precision: "atLeast" }
    : { number, precision: "exact" };
}
