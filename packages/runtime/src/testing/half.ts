import { type Connection } from "@limbeck/database";
import { type Operations } from "@limbeck/operations";
import { failure } from "@limbeck/testkit";
import { currentInDetail, readHistory, type RuntimeEvent, versionTable } from "../index.ts";
import { project } from "./project.ts";

/** a: a table with rows that repeat; b: a column, an index on it, and what follows. */
export const history = (
  upgradeB: (op: Operations) => void,
  downgradeB: (op: Operations) => void = () => undefined,
) =>
  project(
    {
      revision: "a",
      upgrade: (op) => op.execute("CREATE TABLE t (n int); INSERT INTO t VALUES (1), (1), (2)"),
      downgrade: (op) => op.execute("DROP TABLE t"),
    },
    { revision: "b", message: "half", upgrade: upgradeB, downgrade: downgradeB },
  );

export const addColumn = (op: Operations): void => op.addColumn("t", { name: "m", type: "integer" });
export const index = (op: Operations, unique = false): void =>
  op.createIndex("t", { name: "t_n", columns: ["n"], ...(unique ? { unique } : {}) }, { concurrently: true });
export const after = (op: Operations): void => op.execute("CREATE TABLE after (n int)");
export const whole = history((op) => {
  addColumn(op);
  index(op);
  after(op);
});

export const outcomes = async (connection: Connection) =>
  (await readHistory(connection, versionTable())).map(({ revision, outcome }) => `${revision} ${outcome}`);
export const relation = async (connection: Connection, name: string) => {
  const [row] = await connection.query<{ found: boolean }>("SELECT to_regclass($1) IS NOT NULL AS found", [
    name,
  ]);
  return row?.found;
};
export const isValid = async (connection: Connection) => {
  const [row] = await connection.query<{ indisvalid: boolean }>(
    "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('t_n')",
  );
  return row?.indisvalid;
};
export const halfRuns = async (connection: Connection) => {
  const read = (revision: string) => Promise.resolve({ checksum: `checksum of ${revision}` });
  const { told } = await currentInDetail({ connection, graph: whole.graph, read });
  return told?.halfRun.map(({ revision, direction, done }) => ({ revision, direction, done }));
};

/** Ends the run behind a statement that has taken effect, before it can be noted, as a kill does. */
export const cutBehind = (operation: RegExp) => ({
  report: (event: RuntimeEvent): void => {
    if (event.kind === "statementDone" && operation.test(event.operation)) throw new TypeError("cut off");
  },
});

/** A session that dies cannot write that it failed. */
export async function cutOff(connection: Connection, run: Promise<unknown>): Promise<void> {
  await failure(run).catch(() => undefined);
  await connection.execute("DELETE FROM limbeck_history WHERE outcome IN ('failed', 'partial')");
}
