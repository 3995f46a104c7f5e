import { type Dialect, type Schema } from "@limbeck/model";
import { type Connection } from "@limbeck/database";
import { askPostgres } from "./postgres/introspect.ts";
import { type Rows } from "./postgres/apart.ts";
import { introspectSqlite } from "./sqlite/introspect.ts";
import { type Unmodelled } from "./unmodelled.ts";

export interface IntrospectOptions {
  /** The namespaces to read; only the default one if absent. */
  readonly schemas?: readonly string[];
  /** Reads every namespace that is the user's, whatever `schemas` says. */
  readonly allSchemas?: boolean;
  /** Reads the cluster's roles too. */
  readonly roles?: boolean;
  /** The namespace whose objects have no `schema` in their names; `public` if absent. */
  readonly defaultSchema?: string;
  /** Further names of tables that are never reported, such as a version table under another name. */
  readonly bookkeeping?: readonly string[];
  /** Reads what other migration tools keep their state in like any other table; it is never reported otherwise. */
  readonly othersBookkeeping?: boolean;
  /**
   * Leaves out an object and all that lives in it. `kind` is `namespace`, `enum`, `sequence`, `table`, `view`, `materialized view` or that of an
   * unmodelled object; `name` is as people read it, `auth.users`.
   */
  readonly ignore?: (kind: string, name: string) => boolean;
  /** Statements to send along, one in each text, with the session's own settings: they cost no round trip. If one fails, all do. PostgreSQL only. */
  readonly beside?: readonly string[];
}

/** What a database is, and what of it a Schema cannot say. */
export interface Introspection {
  readonly schema: Schema;
  readonly unmodelled: readonly Unmodelled[];
  readonly defaultSchema: string;
  /** `server_version_num`: 180004; of SQLite 3.45.1: 3045001. */
  readonly serverVersion: number;
  /** The session's own search path, on which names in the models are found; `canonicalise` keys its cache with it. */
  readonly searchPath: string;
  /** The rows of each statement that was sent along; none of SQLite, which is not asked over a wire. */
  readonly beside?: readonly Rows[];
}

/** What a database said of itself, not read yet. */
export interface Unread extends Omit<Introspection, "schema" | "unmodelled"> {
  /** To the letter; what is read of the same text is the same, `ignore` aside. Absent of SQLite, which has nothing to be read twice. */
  readonly text?: string;
  readonly read: () => Introspection;
}

type Ask = (connection: Connection, options: IntrospectOptions) => Promise<Unread>;

const ASK = {
  postgres: askPostgres,
  sqlite: async (connection, options) => {
    const introspection = await introspectSqlite(connection, options);
    return { ...introspection, read: () => introspection };
  },
} satisfies Record<Dialect, Ask>;

/**
 * Reads a database in one round trip and one snapshot, whatever the number of tables. Needs no right but CONNECT, writes
 * nothing, and leaves the session's settings and an open transaction as they were.
 * Errors: `text-unreadable` (SQLite), where a text that it keeps is not as its grammar says.
 */
export async function introspect(
  connection: Connection,
  options: IntrospectOptions = {},
): Promise<Introspection> {
  return (await askCatalog(connection, options)).read();
}

/** The same, for who may know from the text what would be read. */
export async function askCatalog(connection: Connection, options: IntrospectOptions = {}): Promise<Unread> {
  return ASK[connection.dialect](connection, options);
}
