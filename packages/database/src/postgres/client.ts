/** What Limbeck asks of a client: the part of `pg`'s that it uses, so that any client of that shape serves. */
export interface SqlClient {
  /** Without `values` the text goes by the simple protocol and may hold several statements, each with a result. */
  query(query: SqlQuery): Promise<SqlResult | SqlResult[]>;
  /** What each of several statements answers, sent together. Absent: that is what `query` gives for their text. */
  queryEach?(statements: readonly string[]): Promise<SqlResult[]>;
  on(event: "notice", listener: (notice: SqlNotice) => void): unknown;
  off(event: "notice", listener: (notice: SqlNotice) => void): unknown;
  /** Idle, in a transaction, in a failed one; unknown before the first statement and to older clients. */
  getTransactionStatus?(): "I" | "T" | "E" | null;
}

export interface SqlQuery {
  readonly text: string;
  values?: unknown[];
  types?: { getTypeParser(oid: number, format?: string): (text: string) => unknown };
  /** Drizzle wants its rows without names. */
  rowMode?: string;
}

export interface SqlResult {
  readonly rows: unknown[];
  readonly command: string;
  readonly rowCount?: number | null;
}

export interface SqlNotice {
  readonly severity?: string | undefined;
  readonly message?: string | undefined;
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  readonly where?: string | undefined;
}

/**
 * How the values of a row arrive: JSON as what it says, small integers and `oid` as numbers, booleans as such, and all else as
 * PostgreSQL's text. An application may have changed the parsers of its copy of `pg`; catalog questions must not notice.
 */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === "t",
  21: Number,
  23: Number,
  26: Number,
  114: (text) => JSON.parse(text) as unknown,
  3802: (text) => JSON.parse(text) as unknown,
};

export const plainTypes = {
  getTypeParser: (oid: number): ((text: string) => unknown) => parsers[oid] ?? ((text) => text),
};
