import { type Connection } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";

/** As much of a connection as reading takes. */
export type Reading = Pick<Connection, "batch">;

/** A row of `sqlite_schema`. */
export interface ObjectRow {
  readonly type: "table" | "index" | "view" | "trigger";
  readonly name: string;
  /** The table or view that it lives in. */
  readonly table: string;
  readonly sql: string;
}

export interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
}

export interface IndexColumnRow {
  readonly index: string;
  /** Null for an expression. */
  readonly column: string | null;
  readonly descending: boolean;
  readonly collation: string;
}

/** What a table is beside its text: `table`, `view`, `virtual` or `shadow`. */
export interface KindRow {
  readonly name: string;
  readonly kind: string;
}

export interface Catalog {
  readonly objects: readonly ObjectRow[];
  readonly kinds: readonly KindRow[];
  readonly columns: readonly ColumnRow[];
  readonly indexColumns: readonly IndexColumnRow[];
  readonly viewColumns: readonly ColumnRow[];
}

/** `sqlite_schema` by the name that every version knows, and of the database itself: what is attached to it is not its own. */
const MASTER = "main.sqlite_master m";

const OBJECTS = `SELECT m.type, m.name, m.tbl_name, m.sql FROM ${MASTER} WHERE m.sql IS NOT NULL ORDER BY m.rowid`;
const KINDS = "SELECT l.name, l.type FROM pragma_table_list l WHERE l.schema = 'main'";
const INDEX_COLUMNS = `SELECT m.name AS "index", x.name, x."desc", x.coll FROM ${MASTER}, pragma_index_xinfo(m.name, 'main') x
  WHERE m.type = 'index' AND m.sql IS NOT NULL AND x."key" = 1 ORDER BY m.name, x.seqno`;

const columnsOf = (
  type: "table" | "view",
  more = "",
) => `SELECT m.name AS "table", x.name, x.type, x."notnull"
  FROM ${MASTER}, pragma_table_xinfo(m.name, 'main') x WHERE m.type = '${type}'${more} ORDER BY m.name, x.cid`;

const TABLES = [OBJECTS, KINDS, columnsOf("table"), INDEX_COLUMNS];

/** Reads all that SQLite says of a database, in one batch of as many statements as there are. */
export async function readCatalog(connection: Reading): Promise<Catalog> {
  const answers = await attempt(connection, [...TABLES, columnsOf("view")]);
  if (answers !== undefined) return catalogOf(answers);
  // A view that reads what is not there fails the question about all of them; each is asked about alone then.
  const tables = await connection.batch(TABLES);
  const views = catalogOf(tables).objects.filter(({ type }) => type === "view");
  const columns: Record<string, unknown>[] = [];
  for (const { name } of views) {
    const [rows = []] =
      (await attempt(connection, [columnsOf("view", ` AND m.name = ${quote(name)}`)])) ?? [];
    columns.push(...rows);
  }
  return catalogOf([...tables, columns]);
}

type Answers = readonly (readonly Record<string, unknown>[])[];

async function attempt(connection: Reading, statements: readonly string[]): Promise<Answers | undefined> {
  try {
    return await connection.batch(statements);
  } catch (error) {
    if (isLimbeckError(error) && error.code === "statement-failed") return undefined;
    throw error;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function catalogOf([
  objects = [],
  kinds = [],
  columns = [],
  indexColumns = [],
  views = [],
]: Answers): Catalog {
  return {
    objects: objects.flatMap(objectOf),
    kinds: kinds.map((row) => ({ name: String(row["name"]), kind: String(row["type"]) })),
    columns: columns.map(columnOf),
    indexColumns: indexColumns.map((row) => ({
      index: String(row["index"]),
      column: typeof row["name"] === "string" ? row["name"] : null,
      descending: Number(row["desc"]) === 1,
      collation: String(row["coll"]),
    })),
    viewColumns: views.map(columnOf),
  };
}

function objectOf(row: Record<string, unknown>): readonly ObjectRow[] {
  const type = row["type"];
  if (type !== "table" && type !== "index" && type !== "view" && type !== "trigger") return [];
  return [{ type, name: String(row["name"]), table: String(row["tbl_name"]), sql: String(row["sql"]) }];
}

function columnOf(row: Record<string, unknown>): ColumnRow {
  return {
    table: String(row["table"]),
    name: String(row["name"]),
    type: String(row["type"]),
    notNull: Number(row["notnull"]) === 1,
  };
}
