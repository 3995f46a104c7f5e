import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";
import { build } from "esbuild";

import { WORKSPACE } from "./testing/docs.ts";
import { testProject, type TestProject } from "./testing/project.ts";

const REVISION = `import type { Operations } from "limbeck";
export const revision = "0001";
export const downRevision = null;
export function upgrade(op: Operations): void {
  op.createTable("users", { columns: [{ name: "id", type: "integer", nullable: false }], primaryKey: ["id"] });
}
export function downgrade(op: Operations): void {
  op.dropTable("users");
}
`;
const APPLICATION = `import pg from "pg";
import { current, downgrade, upgrade } from "limbeck";
import * as users from "./revisions/users.ts";
const connection = new pg.Client(process.env.URL);
await connection.connect();
const config = { revisions: [users] };
await upgrade(config, "head", { connection });
const { rows, atHeads } = await current(config, { connection });
const tables = await connection.query("SELECT count(*)::int AS n FROM users");
const down = await downgrade(config, "base", { connection });
console.log(JSON.stringify({ rows, atHeads, tables: tables.rows, down: down.rows }));
await connection.end();
`;
const PERMISSION = process.allowedNodeEnvironmentFlags.has("--permission")
  ? "--permission"
  : "--experimental-permission";

let database: TestDatabase;
let project: TestProject;
beforeEach(async () => {
  database = await freshDatabase({});
  project = await testProject({ "app.ts": APPLICATION, "revisions/users.ts": REVISION });
});
afterEach(async () => {
  await project.remove();
  await database.drop();
});

it("a bundled application brings its database up without reading or writing any file but its own", async () => {
  const out = join(project.folder, "out");
  await bundle(out);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [PERMISSION, "--no-warnings", `--allow-fs-read=${out}/`, join(out, "app.mjs")],
    { cwd: out, env: { URL: database.url } },
  );
  expect(JSON.parse(stdout)).toEqual({ rows: ["0001"], atHeads: true, tables: [{ n: 0 }], down: [] });
});

async function bundle(outdir: string): Promise<void> {
  await build({
    entryPoints: [join(project.folder, "app.ts")],
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    splitting: true,
    minify: true,
    alias: { limbeck: join(WORKSPACE, "packages/limbeck/src/index.ts") },
    nodePaths: [join(WORKSPACE, "node_modules")],
    external: [
      "@electric-sql/pglite",
      "esbuild",
      "prettier",
      "ts-morph",
      "libsql",
      "better-sqlite3",
      "@libsql/client",
      "pg-native",
    ],
    // Without our own `verbatimModuleSyntax`, by which an import of nothing but types would load the file that they stand in.
    tsconfigRaw: {},
    logLevel: "error",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
}
