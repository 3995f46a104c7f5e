import { readFileSync, writeFileSync } from "node:fs";
import { connect, type Connection, MEMORY } from "@limbeck/database";
import { freshSqlite } from "@limbeck/testkit";

/** A connection to a database in memory of its own. */
export async function sqliteConnection(setUp = ""): Promise<Connection> {
  const connection = await connect({ engine: "sqlite", path: MEMORY });
  await connection.execute(setUp);
  return connection;
}

/**
 * A connection to a database with a text in it that SQLite would not take, or not by itself: where the file says `from`, it says `to`, of the
 * same length. (`writable_schema` does the same only by drivers that are not defensive.)
 */
export async function rewrittenConnection(setUp: string, from: string, to: string): Promise<Connection> {
  if (from.length !== to.length) throw new RangeError(`${from} and ${to} differ in length`);
  const { path } = freshSqlite();
  const connection = await connect({ engine: "sqlite", path });
  await connection.execute(setUp);
  await connection.close();
  const bytes = readFileSync(path, "latin1");
  if (!bytes.includes(from)) throw new Error(`the file does not say ${from}`);
  writeFileSync(path, bytes.replaceAll(from, to), "latin1");
  return connect({ engine: "sqlite", path });
}
