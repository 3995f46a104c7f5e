import { connect, type Connection } from "@limbeck/database";
import { buildGraph, type Graph } from "@limbeck/revisions";
import { type LoadRevision } from "@limbeck/runtime";

/** The first revision makes a table of so many rows, the second walks over it and writes down each row that it comes by. */
export function walkHistory(rows: number): { readonly graph: Graph; readonly load: LoadRevision } {
  const header = { branchLabels: [], dependsOn: [], message: "" };
  const graph = buildGraph([
    { ...header, revision: "a", downRevisions: [] },
    { ...header, revision: "b", downRevisions: ["a"] },
  ]);
  const load: LoadRevision = (id) =>
    Promise.resolve({
      upgrade: (op) => {
        if (id === "a") {
          op.execute("CREATE TABLE walked (id integer PRIMARY KEY)");
          op.execute("CREATE TABLE visits (id integer NOT NULL)");
          op.bulkInsert(
            "walked",
            Array.from({ length: rows }, (_, at) => ({ id: 7 * at })),
          );
        } else {
          op.batches("walked", { size: 3, targetTime: 0 }, ({ op: now, where }) =>
            now.execute(`INSERT INTO visits SELECT id FROM walked WHERE ${where}`),
          );
        }
      },
      downgrade: () => undefined,
      checksum: id,
      file: new URL(import.meta.url).pathname,
    });
  return { graph, load };
}

/** How many rows were come by, and whether one was twice. */
export async function visits(url: string): Promise<{ readonly rows: number; readonly twice: number }> {
  const connection = await connect(url, { requireFrom: import.meta.url });
  try {
    const rows = await countOf(connection, "SELECT count(DISTINCT id) AS n FROM visits");
    return { rows, twice: (await countOf(connection, "SELECT count(*) AS n FROM visits")) - rows };
  } finally {
    await connection.close();
  }
}

async function countOf(connection: Connection, sql: string): Promise<number> {
  const [row] = await connection.query<{ n: number | string }>(sql);
  return Number(row?.n);
}
