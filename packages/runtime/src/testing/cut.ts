import { project } from "./project.ts";

/** All kinds of parts: in a transaction, ahead of it, outside of it, statement by statement. */
export const cut = project(
  { revision: "a", upgrade: (op) => op.execute("CREATE TABLE t (n int, path text DEFAULT '\\x:y')") },
  {
    revision: "b",
    message: "it's cut",
    upgrade: (op) => {
      op.createEnum("mood", ["fine"]);
      op.execute("INSERT INTO t VALUES (1)");
      op.createIndex("t", { name: "t_n", columns: ["n"], comment: "for n" }, { concurrently: true });
      op.autocommit((inside) => {
        inside.execute("INSERT INTO t VALUES (2)");
        inside.execute("VACUUM t");
      });
    },
    downgrade: (op) => {
      op.dropIndex("t", "t_n", { concurrently: true });
      op.dropEnum("mood");
    },
  },
  { revision: "c", transaction: false, upgrade: (op) => op.execute("CREATE INDEX CONCURRENTLY i ON t (n)") },
);
