import { type Connection } from "@limbeck/database";
import { type BatchesInput, type BatchScope, type Operations } from "@limbeck/operations";
import { project, type Project } from "./project.ts";

/** How many rows the table has. */
export const ROWS = 95;

/** a: a table of 95 rows with gaps between their ids; b: a column that is filled in batches, and what follows. */
export function filled(
  input: BatchesInput,
  call: (scope: BatchScope) => Promise<void> | void = fill,
  after: (op: Operations) => void = () => undefined,
): Project {
  return project(
    {
      revision: "a",
      upgrade: (op) => {
        op.createTable("tasks", {
          columns: [
            { name: "id", type: "integer", nullable: false },
            { name: "title", type: "text" },
          ],
          primaryKey: ["id"],
        });
        op.bulkInsert(
          "tasks",
          Array.from({ length: ROWS }, (_, at) => ({ id: at * 3 - 10, title: `task ${at}` })),
        );
      },
      downgrade: (op) => op.dropTable("tasks"),
    },
    {
      revision: "b",
      upgrade: (op) => {
        op.addColumn("tasks", { name: "done", type: "integer" });
        op.batches("tasks", input, call);
        after(op);
      },
      downgrade: (op) => op.dropColumn("tasks", "done"),
    },
  );
}

/** Counts how often a row was in a batch. */
export async function fill({ op, where }: BatchScope): Promise<void> {
  await op.execute(`UPDATE tasks SET done = coalesce(done, 0) + 1 WHERE ${where}`);
}

/** How many rows were in a batch so often: [[1, 95]]. */
export async function countsOf(connection: Connection): Promise<readonly (readonly [number, number])[]> {
  const rows = await connection.query<{ done: number | null; rows: number | string }>(
    "SELECT done, count(*) AS rows FROM tasks GROUP BY done ORDER BY done",
  );
  return rows.map((row) => [row.done ?? 0, Number(row.rows)]);
}
