import { type Connection, onDialect } from "@limbeck/database";

/** PostgreSQL's modes of locks on tables, the weakest first (manual, "Table-Level Locks"). */
const MODES = [
  "ACCESS SHARE",
  "ROW SHARE",
  "ROW EXCLUSIVE",
  "SHARE UPDATE EXCLUSIVE",
  "SHARE",
  "SHARE ROW EXCLUSIVE",
  "EXCLUSIVE",
  "ACCESS EXCLUSIVE",
] as const;

export type LockMode = (typeof MODES)[number];

/** A lock on a table, view or sequence, as `pg_locks` showed it. */
export interface TableLock {
  readonly schema: string;
  readonly name: string;
  /** The strongest, if there are several. */
  readonly mode: LockMode;
  readonly blocks: Blocked;
}

/** What waits behind a lock: reads and writes are those of an application. */
export type Blocked = "reads and writes" | "writes" | "schema changes";

const BLOCKED = {
  "ACCESS EXCLUSIVE": "reads and writes",
  EXCLUSIVE: "writes",
  "SHARE ROW EXCLUSIVE": "writes",
  SHARE: "writes",
  "SHARE UPDATE EXCLUSIVE": "schema changes",
  "ROW EXCLUSIVE": "schema changes",
  "ROW SHARE": "schema changes",
  "ACCESS SHARE": "schema changes",
} satisfies Record<LockMode, Blocked>;

/** Tells which locks on tables the open transaction has taken since it was asked last. */
export interface LockWatch {
  readonly news: () => Promise<readonly TableLock[]>;
}

/**
 * Watches the open transaction. Tables that it makes itself are passed over: nobody else can see them. So are catalogs,
 * indexes (whose table is locked as well) and temporary tables.
 */
export async function watchLocks(connection: Connection): Promise<LockWatch> {
  return onDialect(connection, { postgres: watchPostgres, sqlite: () => Promise.resolve(NONE) });
}

/** SQLite locks the file as a whole, and its readers hardly notice. */
const NONE: LockWatch = { news: () => Promise.resolve([]) };

async function watchPostgres(connection: Connection): Promise<LockWatch> {
  const names = new Map((await connection.query<NameRow>(NAMES)).map((row) => [row.oid, row]));
  const held = new Map<number, number>();
  return {
    news: async () => {
      const strongest = strongestOf(await connection.query<LockRow>(LOCKS));
      const fresh = [...strongest].filter(([oid, rank]) => names.has(oid) && rank > (held.get(oid) ?? -1));
      for (const [oid, rank] of fresh) held.set(oid, rank);
      return fresh.flatMap(([oid, rank]) => lockOf(names.get(oid), MODES[rank])).sort(byStrength);
    },
  };
}

function strongestOf(rows: readonly LockRow[]): ReadonlyMap<number, number> {
  const strongest = new Map<number, number>();
  for (const { oid, mode } of rows) {
    const rank = MODES.findIndex((each) => `${each.replaceAll(" ", "")}LOCK` === mode.toUpperCase());
    strongest.set(oid, Math.max(rank, strongest.get(oid) ?? -1));
  }
  return strongest;
}

function lockOf(name: NameRow | undefined, mode: LockMode | undefined): readonly TableLock[] {
  if (name === undefined || mode === undefined) return [];
  return [{ schema: name.schema, name: name.name, mode, blocks: BLOCKED[mode] }];
}

/** The strongest first, then by name. */
function byStrength(one: TableLock, other: TableLock): number {
  const strength = MODES.indexOf(other.mode) - MODES.indexOf(one.mode);
  const name = ({ schema, name: table }: TableLock): string => `${schema}\0${table}`;
  return strength !== 0 ? strength : name(one) < name(other) ? -1 : 1;
}

interface NameRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
}

interface LockRow {
  readonly oid: number;
  readonly mode: string;
}

// The names are asked for beforehand: of a table that the transaction drops the catalog tells none any more.
const NAMES = `
  SELECT c.oid, n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`;

const LOCKS = `
  SELECT relation AS oid, mode FROM pg_locks
  WHERE locktype = 'relation' AND granted AND pid = pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
