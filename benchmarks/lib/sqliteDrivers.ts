import { existsSync } from "node:fs";
import { join } from "node:path";

import { root } from "./project.ts";

/** A way to SQLite that a project may have installed. */
export interface Driver {
  readonly name: string;
  /** What the project installs for it. */
  readonly packages: readonly string[];
  /** A script for Node that runs the statements of its first argument in alone.db, by the driver alone. */
  readonly alone: string;
}

const DRIVERS: readonly Driver[] = [
  {
    name: "@libsql/client",
    packages: ["@libsql"],
    alone: `require("@libsql/client").createClient({ url: "file:alone.db" }).executeMultiple(process.argv[1]);`,
  },
  {
    name: "better-sqlite3",
    packages: ["better-sqlite3"],
    alone: `new (require("better-sqlite3"))("alone.db").exec(process.argv[1]);`,
  },
  {
    name: "node:sqlite",
    packages: [],
    alone: `new (require("node:sqlite").DatabaseSync)("alone.db").exec(process.argv[1]);`,
  },
];

/** Those that are installed beside the workspace, and that of this Node, if Limbeck can use it. */
export function driversHere(): readonly Driver[] {
  return DRIVERS.filter(({ packages }) =>
    packages.length === 0 ? hasOwn() : packages.every((name) => existsSync(join(root, "node_modules", name))),
  );
}

/** From 22.16 on it answers rows as lists. */
function hasOwn(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 16);
}
