import { fileURLToPath } from "node:url";
import { type Operations } from "@limbeck/operations";
import { buildGraph, type Graph } from "@limbeck/revisions";
import { type LoadRevision } from "../index.ts";

/** A revision as a test writes it. */
export interface TestRevision {
  readonly revision: string;
  /** The revision before it in the list if absent. */
  readonly downRevisions?: readonly string[];
  readonly message?: string;
  readonly transaction?: boolean;
  readonly upgrade?: (op: Operations) => void;
  readonly downgrade?: (op: Operations) => void;
}

export interface Project {
  readonly graph: Graph;
  readonly load: LoadRevision;
}

const file = fileURLToPath(import.meta.url);

/** A graph of hand-written revisions, each on top of the one before, and what loads them. */
export function project(...revisions: readonly TestRevision[]): Project {
  const headers = revisions.map(({ revision, downRevisions, message = "" }, at) => ({
    revision,
    downRevisions: downRevisions ?? revisions.slice(Math.max(0, at - 1), at).map((each) => each.revision),
    branchLabels: [],
    dependsOn: [],
    message,
  }));
  const byId = new Map(revisions.map((each) => [each.revision, each]));
  return { graph: buildGraph(headers), load: (id) => Promise.resolve(loaded(byId.get(id))) };
}

function loaded(revision: TestRevision | undefined) {
  if (revision === undefined) throw new Error("no such revision");
  return {
    upgrade: revision.upgrade ?? (() => undefined),
    downgrade: revision.downgrade ?? (() => undefined),
    transaction: revision.transaction ?? true,
    checksum: `checksum of ${revision.revision}`,
    file,
  };
}

/** a: users; b: their tasks; c: a comment on tasks. */
export const tasks = project(
  {
    revision: "a",
    message: "users",
    upgrade: (op) =>
      op.createTable("users", {
        columns: [
          { name: "id", type: "serial" },
          { name: "name", type: "text", nullable: false },
        ],
        primaryKey: ["id"],
      }),
    downgrade: (op) => op.dropTable("users"),
  },
  {
    revision: "b",
    message: "tasks of users",
    upgrade: (op) => {
      op.execute("CREATE TABLE tasks (id int PRIMARY KEY, user_id int REFERENCES users)");
      op.execute("CREATE INDEX tasks_user ON tasks (user_id)");
    },
    downgrade: (op) => op.execute("DROP TABLE tasks"),
  },
  {
    revision: "c",
    message: "comment",
    upgrade: (op) => op.execute("COMMENT ON TABLE tasks IS 'what is to be done'"),
    downgrade: (op) => op.execute("COMMENT ON TABLE tasks IS NULL"),
  },
);
