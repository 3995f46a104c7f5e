import { type TableLock } from "../index.ts";
import { project } from "./project.ts";

/** a: carts and people; b: changes that lock them in several ways. */
export const shop = project(
  {
    revision: "a",
    upgrade: (op) =>
      op.execute("CREATE TABLE carts (id int PRIMARY KEY); CREATE TABLE people (id int PRIMARY KEY)"),
    downgrade: (op) => op.execute("DROP TABLE carts, people"),
  },
  {
    revision: "b",
    message: "carts belong to people",
    upgrade: (op) => {
      op.addColumn("carts", { name: "owner", type: "integer" });
      op.execute("UPDATE people SET id = id");
      op.execute("ALTER TABLE carts ADD CONSTRAINT owners FOREIGN KEY (owner) REFERENCES people");
      op.execute("CREATE TABLE mine (n int); ALTER TABLE mine ADD m int");
      op.execute("CREATE INDEX ON people (id)");
    },
    downgrade: (op) => op.execute("DROP TABLE mine; ALTER TABLE carts DROP COLUMN owner"),
  },
);

/** What the statements of b lock, on whatever engine they run. */
export const LOCKS = [
  ["carts ACCESS EXCLUSIVE reads and writes"],
  ["people ROW EXCLUSIVE schema changes"],
  ["people SHARE ROW EXCLUSIVE writes"],
  [],
  [],
];

/** Locks as a test says them. */
export const words = (locks: readonly TableLock[] | undefined) =>
  locks?.map(({ name, mode, blocks }) => `${name} ${mode} ${blocks}`);
