import { type Connection } from "@limbeck/database";
import { type Dialect, type Schema } from "@limbeck/model";
import { type CanonicalCache } from "./postgres/canonical/cache.ts";
import { canonicalisePostgres } from "./postgres/canonical/canonicalise.ts";
import { canonicaliseSqlite } from "./sqlite/canonical/canonicalise.ts";

export interface CanonicaliseOptions {
  /** What the author wrote, or another database. */
  readonly models: Schema;
  /** What `introspect` read over `connection`. */
  readonly database: Schema;
  readonly connection: Connection;
  readonly defaultSchema?: string;
  /** Keeps what was learnt; with it `searchPath` of the introspection spares the question for it. */
  readonly cache?: CanonicalCache;
  readonly searchPath?: string;
  /**
   * PostgreSQL: another one, for what this one may not or cannot say. SQLite: an empty database; one in memory by the driver of `connection` if absent.
   * It is asked for only then, and closed afterwards.
   */
  readonly scratch?: () => Promise<Connection>;
}

/** A text of the models that no server could compare. */
export interface Unverified {
  /** In words: `check price_positive on orders`. */
  readonly where: string;
  readonly written: string;
}

export interface Canonicalisation {
  /** The models, with a canonical text wherever the database has a counterpart. */
  readonly models: Schema;
  readonly database: Schema;
  readonly unverified: readonly Unverified[];
  /** How many pairs of texts a server was asked about. */
  readonly asked: number;
  readonly roundTrips: number;
}

type Canonicalise = (options: CanonicaliseOptions) => Promise<Canonicalisation>;

const canonicalisers = {
  postgres: canonicalisePostgres,
  sqlite: canonicaliseSqlite,
} satisfies Record<Dialect, Canonicalise>;

/**
 * Gives the texts of the models (types, defaults, generated columns, checks, indexes, views) the words of the server, so that two
 * texts that mean the same end as the same canonical text, that of the database. Only texts that exist on both sides
 * and are not plainly equal are asked about, in at most two round trips, or three with `scratch`, and one for views. A text that could not
 * be compared counts as unchanged and is listed in `unverified`: no answer is not "changed".
 * Writes nothing, takes no lock on a table but that of a reader on those that views read, leaves nothing behind. SQLite: the texts are compared in memory, and names under the spelling of the database. Errors: `connection-lost`, `cancelled`.
 */
export async function canonicalise(options: CanonicaliseOptions): Promise<Canonicalisation> {
  return canonicalisers[options.database.dialect](options);
}
