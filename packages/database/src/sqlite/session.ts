/** What SQLite stores, as JavaScript has it. */
export type SqliteValue = string | number | bigint | null | Uint8Array;

/** The values of `?` in their order, or those of `$1` … by their numbers. */
export type SqliteParams = readonly SqliteValue[] | Readonly<Record<string, SqliteValue>>;

/** Rows are lists, because two columns of a join may have one name. */
export interface SqliteRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqliteValue[])[];
}

/** `immediate` takes the write lock at once, so that nothing later in the transaction has to wait for it. */
export type BeginMode = "deferred" | "immediate";

/**
 * What Limbeck asks of a driver: one session, whose statements run one after the other. Each of these throws what the driver
 * throws; `sqlite/refused.ts` reads it.
 */
export interface SqliteSession {
  /** The npm package, or `node:sqlite`. */
  readonly driver: string;
  /** Each call outside a transaction may meet another session, so that a PRAGMA set by one means nothing to the next. */
  readonly everyBatchIsTransaction: boolean;
  /** Runs one statement. */
  rows(sql: string, params: SqliteParams): Promise<SqliteRows>;
  /** Runs any number of statements. */
  script(sql: string): Promise<void>;
  /** Runs statements in one round trip, outside a transaction as one; absent where a round trip costs nothing. */
  batch?(statements: readonly string[], mode: BeginMode): Promise<readonly SqliteRows[]>;
  inTransaction(): boolean;
  begin(mode: BeginMode): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  close(): Promise<void>;
}

/** Whether parameters are given in their order. */
export function isList(params: SqliteParams): params is readonly SqliteValue[] {
  return Array.isArray(params);
}

/** The arguments of a driver's call: each value one of its own, or one object that holds them by name. */
export function bound(params: SqliteParams): unknown[] {
  if (isList(params)) return [...params];
  return Object.keys(params).length === 0 ? [] : [params];
}
