import { createHash } from "node:crypto";

import { type Connection } from "@limbeck/database";

/** The questions of the catalog that `introspect` and the witness ask. */
const QUESTIONS = ["WITH extended AS", "SELECT json_build_object("];

/**
 * A connection on which the questions of the catalog are planned once: each is the same whenever it is asked, and to plan it takes
 * ten times as long as to answer it.
 */
export function prepared(connection: Connection): Connection {
  const names = new Set<string>();
  const prepare = async (text: string): Promise<string> => {
    if (!QUESTIONS.some((begin) => text.startsWith(begin))) return text;
    const name = `"${createHash("sha1").update(text).digest("hex")}"`;
    if (!names.has(name)) await connection.execute(`PREPARE ${name} AS ${text}`);
    names.add(name);
    return `EXECUTE ${name}`;
  };
  return {
    ...connection,
    query: async <Row extends object>(text: string, params?: readonly unknown[]) =>
      connection.query<Row>(await prepare(text), params),
    batch: async (statements) => connection.batch(await Promise.all(statements.map(prepare))),
  };
}
