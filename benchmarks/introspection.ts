import { connect, type Connection } from "../packages/database/src/index.ts";
import { diff } from "../packages/differ/src/index.ts";
import { introspect } from "../packages/introspector/src/index.ts";
import { freshDatabase } from "../packages/testkit/src/index.ts";
import { catalogQueries } from "./lib/catalogQueries.cjs";
import { cpuClock, fastestOf, inTurn, ratioOf, tellTimes } from "./lib/inTurn.ts";

const TABLES = 1000;
const BARE = "limit: catalog queries sent by pg";
const OWN = "our catalog statement sent by pg";

/** Reading 1,000 tables with 12,000 columns and 3,000 indexes, beside pg asking a catalog for as much, and asking what we ask; then comparing what was read with itself. */
export async function benchmark(runs: number): Promise<void> {
  const database = await freshDatabase({});
  for (let first = 0; first < TABLES; first += 50)
    await database.execute(Array.from({ length: 50 }, (_, at) => tableSql(first + at)).join("\n"));
  await database.execute("VACUUM ANALYZE");
  const [connection, client] = [await connect(database.url), await database.client()];
  try {
    console.log(`\nintrospection, ${TABLES} tables, 12,000 columns, 3,000 indexes`);
    const own = await statementOf(connection);
    const times = await inTurn(
      {
        [BARE]: () => client.query(catalogQueries),
        [OWN]: () => client.query(own),
        introspect: () => introspect(connection),
      },
      runs,
    );
    tellTimes(times);
    console.log(`  introspect, beside our catalog statement: ${ratioOf(times, "introspect", OWN)}`);
    const [{ schema: before }, { schema: after }] = [
      await introspect(connection),
      await introspect(connection),
    ];
    const compared = await inTurn({ compare: () => diff(before, after) }, runs, cpuClock);
    console.log(`  comparison without a change: ${fastestOf(compared, "compare").toFixed(0)} ms computed`);
  } finally {
    await connection.close();
    await database.drop();
  }
}

/** What is sent to read a database. */
async function statementOf(connection: Connection): Promise<string> {
  const sent: string[] = [];
  const batch: Connection["batch"] = (statements) => {
    sent.push(...statements);
    return connection.batch(statements);
  };
  await introspect({ ...connection, batch });
  return sent.join(";\n");
}

/** Twelve columns, a foreign key, a check, two indexes beside that of the key. */
function tableSql(number: number): string {
  const parent = number % 20 === 0 ? "" : ` REFERENCES table_${number - 1} ON DELETE CASCADE`;
  return `CREATE TABLE table_${number} (id serial PRIMARY KEY, parent_id integer${parent}, name varchar(200) NOT NULL,
    body text DEFAULT 'empty', amount numeric(10, 2) NOT NULL DEFAULT 0 CHECK (amount >= 0), active boolean NOT NULL DEFAULT true,
    data jsonb, created_at timestamptz NOT NULL DEFAULT now(), count integer, note text NOT NULL DEFAULT 'x', token uuid, due date);
  CREATE INDEX ON table_${number} (name);
  CREATE UNIQUE INDEX ON table_${number} (parent_id, created_at DESC);`;
}
