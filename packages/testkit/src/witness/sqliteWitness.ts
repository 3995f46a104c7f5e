import { normalParts } from "./sqliteText.ts";

/** Runs one query on a database. */
export type AskSqlite = (sql: string) => Promise<readonly Record<string, unknown>[]>;

const MASTER = `(SELECT m.* FROM sqlite_schema m WHERE m.name NOT LIKE 'sqlite^_%' ESCAPE '^')`;

/** What the PRAGMAs say, each SELECT in lines. `#` stands for the number in the name of an index that SQLite named itself. */
const QUESTIONS = together([
  `SELECT 'table ' || name || ' ' || type || CASE wr WHEN 1 THEN ' without rowid' ELSE '' END || CASE strict WHEN 1 THEN ' strict' ELSE '' END AS line
    FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'`,
  `SELECT 'column ' || m.name || '.' || x.name || ' ' || upper(x.type) || ' null ' || (NOT x."notnull") || ' default ' || coalesce(x.dflt_value, '-')
    || ' key ' || x.pk || ' hidden ' || x.hidden AS line FROM ${MASTER} m, pragma_table_xinfo(m.name) x WHERE m.type = 'table'`,
  `SELECT 'index ' || m.name || '.' || CASE l.origin WHEN 'c' THEN l.name ELSE '#' END || ' ' || l.origin || ' unique ' || l."unique" || ' partial ' || l.partial
    || (SELECT group_concat(' ' || coalesce(x.name, '(' || x.cid || ')') || CASE x.desc WHEN 1 THEN ' desc' ELSE '' END || ' ' || upper(x.coll), ',')
      FROM pragma_index_xinfo(l.name) x WHERE x."key" = 1) AS line FROM ${MASTER} m, pragma_index_list(m.name) l WHERE m.type = 'table'`,
  `SELECT 'foreign key ' || m.name || ' (' || group_concat(k."from") || ') ' || k."table" || ' (' || coalesce(group_concat(k."to"), '') || ') ' || k.on_update || ' '
    || k.on_delete || ' ' || k.match AS line FROM ${MASTER} m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table' GROUP BY m.name, k.id`,
  `SELECT 'fault ' || integrity_check AS line FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
  `SELECT 'fault row of ' || "table" || ' without one in ' || parent AS line FROM pragma_foreign_key_check`,
]);

/** Queries for lines as one, for each may be a process of its own. */
function together(queries: readonly string[]): string {
  return queries.map((query) => `SELECT line FROM (${query})`).join(" UNION ALL ");
}

/**
 * What a database is, in sorted lines: what the PRAGMAs say, the parts of each CREATE text, and what SQLite finds wrong with it. The
 * position of a column and of a constraint is not told.
 */
export async function sqliteWitness(ask: AskSqlite): Promise<readonly string[]> {
  const lines = (await ask(QUESTIONS)).map(({ line }) => String(line));
  const objects = await ask(`SELECT m.type, m.name, m.sql FROM ${MASTER} m WHERE m.sql IS NOT NULL`);
  for (const { type, name, sql } of objects)
    for (const part of normalParts(String(sql))) lines.push(`text ${String(type)} ${String(name)}: ${part}`);
  return lines.sort();
}

/** All rows of a database in sorted lines, with the rowid where there is one, and how far AUTOINCREMENT has counted. */
export async function sqliteRows(ask: AskSqlite): Promise<readonly string[]> {
  const columns =
    await ask(`SELECT m.name AS "table", x.name, l.wr FROM ${MASTER} m, pragma_table_xinfo(m.name) x
    JOIN pragma_table_list l ON l.name = m.name AND l.schema = 'main' AND l.type = 'table'
    WHERE m.type = 'table' AND x.hidden = 0 ORDER BY m.name, x.name`);
  const tables = new Map<string, string[]>();
  for (const { table, name, wr } of columns) {
    const known = tables.get(String(table)) ?? (Number(wr) === 1 ? [] : ["rowid"]);
    tables.set(String(table), [...known, String(name)]);
  }
  const questions = [...tables].map(([table, names]) => rowsOf(table, names));
  const rows = questions.length === 0 ? [] : await ask(together(questions));
  const lines = rows.map(({ line }) => String(line));
  const counters = await ask("SELECT name FROM sqlite_schema WHERE name = 'sqlite_sequence'");
  const counted = counters.length === 0 ? [] : await ask("SELECT name, seq FROM sqlite_sequence");
  return [...lines, ...counted.map(({ name, seq }) => `counter ${String(name)} ${String(seq)}`)].sort();
}

function rowsOf(table: string, names: readonly string[]): string {
  const values = names.map((name) => {
    const value = name === "rowid" ? "rowid" : `"${name.replaceAll('"', '""')}"`;
    return `'${name.replaceAll("'", "''")}=' || quote(${value})`;
  });
  const [called, quoted] = [table.replaceAll("'", "''"), table.replaceAll('"', '""')];
  return `SELECT 'row ${called}: ' || ${values.join(" || ' ' || ")} AS line FROM "${quoted}"`;
}
