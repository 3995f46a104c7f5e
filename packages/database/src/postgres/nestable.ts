import { savepointQueries } from "../savepointQueries.ts";

/** What Drizzle hands to a client's `query`: a text, or an object that holds it. */
type Query = string | { readonly text: string };

interface Queryable {
  query(query: Query, ...rest: readonly unknown[]): unknown;
}

/**
 * A client for Drizzle whose transactions nest in the one that is open on it. Savepoints that
 * Drizzle makes itself, for a transaction inside its transaction, pass as they are.
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
