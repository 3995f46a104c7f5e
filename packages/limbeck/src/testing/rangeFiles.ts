import { branchFile, TABLE_BODIES } from "./branches.ts";

const column = (table: string, name: string): readonly [string, string] => [
  `op.addColumn("${table}", { name: "${name}", type: "text" });`,
  `op.dropColumn("${table}", "${name}");`,
];

/** A table that was there before; the range from `b1` to `f1`, with a branch, data and a new name in it; and one behind it. */
export const RANGE_FILES = {
  a1: branchFile(
    "a1",
    undefined,
    'op.createTable("users", { columns: [{ name: "id", type: "integer" }, { name: "name", type: "text" }] });' +
      'op.bulkInsert("users", [{ id: 1, name: "Ada" }]);',
    'op.dropTable("users");',
  ),
  b1: branchFile("b1", "a1", ...TABLE_BODIES),
  c1: branchFile("c1", "b1", ...column("tasks", "note")),
  c2: branchFile(
    "c2",
    "b1",
    'op.createTable("tags", { columns: [{ name: "id", type: "integer" }, { name: "tag", type: "text" }] });',
    'op.dropTable("tags");',
  ),
  d1: branchFile("d1", undefined).replace(/downRevision = null/, "downRevision = ['c1', 'c2']"),
  e1: branchFile(
    "e1",
    "d1",
    `${column("users", "email")[0]} op.execute("UPDATE users SET email = lower(name)"); op.bulkInsert("tags", [{ id: 7, tag: "red" }]);`,
    `op.execute("DELETE FROM tags"); ${column("users", "email")[1]}`,
  ),
  f1: branchFile(
    "f1",
    "e1",
    'op.alterColumn("users", "name", { name: { from: "name", to: "called" } }); op.createIndex("tasks", { name: "tasks_note", columns: ["note"] });',
    'op.dropIndex("tasks", "tasks_note"); op.alterColumn("users", "called", { name: { from: "called", to: "name" } });',
  ),
  g1: branchFile("g1", "f1", ...column("tasks", "done")),
};
