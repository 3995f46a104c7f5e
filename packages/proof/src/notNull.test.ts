import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { connect, type Connection } from "@limbeck/database";
import { introspect } from "@limbeck/introspector";
import { freshDatabase, postgresMajors } from "@limbeck/testkit";

import { journey, WHOLE, witness } from "./testing/journey.ts";

const ATTACHED = `CREATE TABLE odd (a int NOT NULL); ALTER TABLE t ATTACH PARTITION odd FOR VALUES IN (2);
  CREATE TABLE plain PARTITION OF t FOR VALUES IN (1)`;
const DIVIDED = "PARTITION BY LIST (a)";

/** What NOT NULLs say on both sides, in the words of CREATE TABLE. */
const CASES: readonly (readonly [string, from: string, to: string])[] = [
  [
    "a name that somebody chose",
    "CREATE TABLE t (a int NOT NULL)",
    "CREATE TABLE t (a int CONSTRAINT one NOT NULL)",
  ],
  [
    "another name",
    "CREATE TABLE t (a int CONSTRAINT one NOT NULL)",
    "CREATE TABLE t (a int CONSTRAINT two NOT NULL)",
  ],
  [
    "the name of a check that goes",
    "CREATE TABLE t (a int NOT NULL, CONSTRAINT one CHECK (a > 0))",
    "CREATE TABLE t (a int CONSTRAINT one NOT NULL)",
  ],
  [
    "names that change places",
    "CREATE TABLE t (a int CONSTRAINT one NOT NULL, b int CONSTRAINT two NOT NULL)",
    "CREATE TABLE t (a int CONSTRAINT two NOT NULL, b int CONSTRAINT one NOT NULL)",
  ],
  [
    "NOT VALID and NO INHERIT",
    "CREATE TABLE t (a int CONSTRAINT one NOT NULL, b int NOT NULL); ALTER TABLE t ADD c int, ADD NOT NULL c NO INHERIT NOT VALID",
    "CREATE TABLE t (a int, b int NOT NULL NO INHERIT, c int NOT NULL); ALTER TABLE t ADD CONSTRAINT one NOT NULL a NOT VALID",
  ],
  [
    "a key over what was NOT VALID",
    "CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT one NOT NULL a NOT VALID",
    "CREATE TABLE t (a int CONSTRAINT one NOT NULL PRIMARY KEY)",
  ],
  [
    "the name in a table whose partition calls it otherwise",
    `CREATE TABLE t (a int NOT NULL) ${DIVIDED}; ${ATTACHED}`,
    `CREATE TABLE t (a int CONSTRAINT one NOT NULL) ${DIVIDED}; ${ATTACHED.replace("a int NOT", "a int CONSTRAINT one NOT")}`,
  ],
  [
    "a partition that becomes a table",
    `CREATE TABLE t (a int CONSTRAINT one NOT NULL) ${DIVIDED}; CREATE TABLE p PARTITION OF t DEFAULT`,
    `CREATE TABLE t (a int CONSTRAINT one NOT NULL) ${DIVIDED}; CREATE TABLE p (a int NOT NULL)`,
  ],
  [
    "what nobody chose, after table and column were renamed",
    "CREATE TABLE s (b int NOT NULL); ALTER TABLE s RENAME b TO a; ALTER TABLE s RENAME TO t",
    "CREATE TABLE t (a int NOT NULL)",
  ],
];

// Before that it is no constraint.
describe.each(postgresMajors().filter((major) => major >= 18))("on PostgreSQL %i, NOT NULL", (major) => {
  const drops: (() => Promise<void>)[] = [];
  const made = async (sql: string): Promise<Connection> => {
    const database = await freshDatabase({ major, sql });
    const connection = await connect(database.url);
    drops.push(async () => {
      await connection.close();
      await database.drop();
    });
    return connection;
  };
  beforeEach(() => void drops.splice(0));
  afterEach(async () => {
    for (const drop of drops) await drop();
  });

  it.each(CASES)("leads to %s, and back", async (_, from, to) => {
    const [connection, target] = [await made(from), await made(to)];
    const [before, after] = [await introspect(connection, WHOLE), await introspect(target, WHOLE)];
    const { start, up, down, again, second } = await journey(connection, before.schema, after.schema);
    expect({ up, down, again, second }).toEqual({
      up: await witness(target),
      down: start,
      again: up,
      second: [],
    });
  });
});
