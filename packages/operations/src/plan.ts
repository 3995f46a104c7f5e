import { type Dialect, type QualifiedName, type Schema } from "@limbeck/model";

import type { LiveOperations } from "./live.ts";

/** One statement for the server. */
export interface Statement {
  readonly sql: string;
  /**
   * Absent: it runs inside the revision's transaction. `ahead`: it takes effect only once committed (a new enum value,
   * PostgreSQL manual, ALTER TYPE) and may be repeated without harm, so it is committed before the transaction begins
   * where a later step needs it. `outside`: the server refuses it inside a transaction. `later`: it wants what made its object in the
   * same revision committed, whose locks would be held while it looks at all rows.
   */
  readonly transaction?: "ahead" | "outside" | "later";
  /** What shows that it has taken effect. A run that was cut off looks there before it repeats the statement. */
  readonly effect?: Effect;
}

/** What a statement does outside a transaction, in parts: when it is cut off, something may remain that has to be looked for. */
export type Effect = IndexEffect | ReindexEffect | DetachEffect;

/** An index that is built or taken away: an invalid one may remain. */
export interface IndexEffect {
  readonly kind: "indexBuilt" | "indexDropped";
  readonly index: QualifiedName;
}

/** Indexes that are built anew beside the old ones: those named `…_ccnew` and `…_ccold` may remain, invalid. */
export interface ReindexEffect {
  readonly kind: "reindexed";
  /** What the statement names: an index, a table, or all of a schema or the database. */
  readonly of: "index" | "table" | "schema" | "database";
  /** Absent for the database at hand. */
  readonly name?: QualifiedName;
}

/** A partition that becomes a table of its own: it may remain half detached. */
export interface DetachEffect {
  readonly kind: "detached";
  readonly table: QualifiedName;
  readonly partition: QualifiedName;
}

/** SQLite: what has to be known of statements that make a table anew. */
export interface Rebuild {
  readonly table: QualifiedName;
  /**
   * The tables whose foreign keys point at it, itself among them. While foreign keys are on, their rows go with those of the old
   * table; and inside a transaction they cannot be switched off.
   */
  readonly pointedAtBy: readonly QualifiedName[];
}

/** What an operation becomes. The set is closed: whoever runs a plan answers for each. */
export type Plan =
  | { readonly kind: "statements"; readonly statements: readonly Statement[]; readonly rebuild?: Rebuild }
  | { readonly kind: "call"; readonly call: Callback }
  | { readonly kind: "walk"; readonly walk: Walk }
  /** SQLite: ALTER TABLE cannot do it to a table with rows, so the table is made anew with the operation applied to it. */
  | { readonly kind: "rebuild"; readonly table: QualifiedName }
  | {
      readonly kind: "unsupported";
      readonly reason: string;
      /** The dialect that has nothing of the kind, which the other one may have. */
      readonly lacks?: Dialect;
      /** The major of PostgreSQL that has it, where only this server is too old. */
      readonly since?: number;
    };

/** A table whose rows are worked on some at a time, in the order of a key, each time in a transaction. */
export interface Walk {
  readonly table: QualifiedName;
  /** Absent: the primary key. */
  readonly key?: readonly string[];
  /** How many rows the first batch has. */
  readonly size: number;
  /** What the size is adapted to, in milliseconds; 0: it is not. */
  readonly targetTime: number;
  readonly call: BatchCallback;
}

/** What the callback of `op.run` receives; the runtime knows the type of `db` only as much as the user's Drizzle does. */
export interface CallbackScope {
  /** A Drizzle database on the migration's own connection and transaction. */
  readonly db: CallbackDatabase;
  /** The directives, executed at once and one after the other. What is not awaited is waited for before the callback counts as done. */
  readonly op: LiveOperations;
  readonly context: RevisionContext;
}

/**
 * The part of a Drizzle database that is the same in every version: enough to type-check `db.execute(sql…)` without
 * importing Drizzle. Annotate the parameter with your own database type for typed queries.
 */
export interface CallbackDatabase {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- Drizzle's builders differ by version; see above.
  readonly [method: string]: any;
}

export type Callback = (scope: CallbackScope) => Promise<void> | void;

/** What the callback of `op.batches` receives for each batch. */
export interface BatchScope extends CallbackScope {
  /** The rows in hand as a condition of SQL over their table: `"id" > 2000 AND "id" <= 3000`. */
  readonly where: string;
  /** How many they are. */
  readonly rows: number;
}

export type BatchCallback = (scope: BatchScope) => Promise<void> | void;

/** What a revision may ask about the run it is part of. */
export interface RevisionContext {
  readonly dialect: Dialect;
  readonly direction: "upgrade" | "downgrade";
  /** True where only SQL is printed. */
  readonly offline: boolean;
  /** True on the scratch database of a replay or a proof. */
  readonly replay: boolean;
  /** True where the database itself is tried in a transaction that is rolled back: what is done outside of it stays. */
  readonly dryRun?: boolean;
  /** The `-x key=value` arguments. */
  readonly x: Readonly<Record<string, string>>;
}

/** What is known of the server that a plan is for. */
export interface ServerFacts {
  /** `server_version_num`: 180004 is 18.4. */
  readonly version: number;
  /** SQLite: what there is before the operation, where that is known. It decides whether ALTER TABLE can do it. */
  readonly schema?: Schema;
}

/** The answer for kinds of objects that SQLite has not. */
export function notOnSqlite(things: string): () => Plan {
  return () => lacking(things);
}

/** `since` is the major of PostgreSQL that has it. */
export function lacking(things: string, dialect: Dialect = "sqlite", since?: number): Plan {
  const reason = `${NAMES[dialect]} has no ${things}`;
  return { kind: "unsupported", reason, lacks: dialect, ...(since === undefined ? {} : { since }) };
}

const NAMES = { postgres: "PostgreSQL", sqlite: "SQLite" } satisfies Record<Dialect, string>;

export function statements(...sql: readonly string[]): Plan {
  return { kind: "statements", statements: sql.map((text) => ({ sql: text })) };
}
