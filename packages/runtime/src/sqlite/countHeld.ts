import { type Connection } from "@limbeck/database";
import { type Holder, quoteIdentifier } from "@limbeck/operations";
import { type Count, MOST_COUNTED } from "../losses/count.ts";
import { type CountHeld } from "../losses/countLosses.ts";

/** A file is read quickly, and knows nothing of its tables beforehand: it is counted up to the limit. */
export const sqliteCounter: CountHeld = async (connection, _options, holders) => {
  const own = holders.filter(isHeldHere);
  const there = await columnsOf(connection, own);
  const countable = own.filter((holder) => isThere(holder, there));
  const answers = countable.length === 0 ? [] : await connection.batch(countable.map(countSql));
  const counts = new Map<Holder, Count>(
    countable.map((holder, at) => [holder, countOf(Number(answers[at]?.[0]?.["number"]))]),
  );
  return holders.map((holder) => counts.get(holder));
};

/** What SQLite has. */
type OwnHolder = Extract<Holder, { readonly kind: "table" | "column" }>;

function isHeldHere(holder: Holder): holder is OwnHolder {
  return holder.kind === "table" || holder.kind === "column";
}

/** `table column` of all columns of these tables in lower case, as SQLite compares them. */
async function columnsOf(
  connection: Connection,
  holders: readonly OwnHolder[],
): Promise<ReadonlySet<string>> {
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
function isThere(holder: OwnHolder, there: ReadonlySet<string>): boolean {
  const name = holder.table.name.toLowerCase();
  return there.has(holder.kind === "table" ? name : keyOf(name, holder.column.toLowerCase()));
}

function keyOf(table: string, column: string): string {
  return JSON.stringify([table, column]);
}

function countSql(holder: OwnHolder): string {
  const where = holder.kind === "table" ? "" : ` WHERE ${quoteIdentifier(holder.column)} IS NOT NULL`;
  return `SELECT count(*) AS number FROM (SELECT 1 FROM main.${quoteIdentifier(holder.table.name)}${where} LIMIT ${MOST_COUNTED + 1})`;
}

function countOf(number: number): Count {
  return number > MOST_COUNTED
    ? { number: MOST_COUNTED, precision: "atLeast" }
    : { number, precision: "exact" };
}
