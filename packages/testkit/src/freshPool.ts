import pg from "pg";

/**
 * A pool of connections that says nothing where the server ends one: `end` does not wait until the server knows, and the drop of a test's
 * database ends whoever is still there (DROP DATABASE … WITH (FORCE)).
 */
export function freshPool(url: string, max = 1): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
