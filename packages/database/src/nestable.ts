/** What Drizzle hands to a client's `query`: a text, or an object that holds it. */
type Query = string | { readonly text: string };

interface Queryable {
  query(query: Query, ...rest: readonly unknown[]): unknown;
}

/**
 * A client for Drizzle whose transactions nest in the one that is open on it. `db.transaction()` sends BEGIN and COMMIT, and on
 * the bare client that COMMIT would end the migration's own transaction; here they become a savepoint and its release.
 * Savepoints that Drizzle makes itself, for a transaction inside its transaction, pass as they are.
 */
export function nestable<Client extends object>(client: Client): Client {
  if (!isQueryable(client)) throw new TypeError("a client without query");
  const savepoints = savepointQueries();
  const query = (query: Query, ...rest: readonly unknown[]): unknown => {
    const instead = savepoints(typeof query === "string" ? query : query.text);
    return instead === undefined ? client.query(query, ...rest) : client.query(instead);
  };
  return new Proxy(client, {
    get: (target, key) => {
      if (key === "query") return query;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

function isQueryable(client: object): client is Queryable {
  return "query" in client && typeof client.query === "function";
}

/** Counts how deep we are, and names the savepoints by it. */
function savepointQueries(): (text: string) => string | undefined {
  let depth = 0;
  return (text) => {
    const [word] = /^[a-z]+/.exec(text.trim().toLowerCase()) ?? [];
    if (word === "begin") return `SAVEPOINT limbeck_${++depth}`;
    if (word === "commit") return `RELEASE SAVEPOINT limbeck_${depth--}`;
    // "rollback to savepoint" is Drizzle's own, for the level below.
    if (word !== "rollback" || /\bto\b/i.test(text)) return undefined;
    const name = `limbeck_${depth--}`;
    return `ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`;
  };
}
