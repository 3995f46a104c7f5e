import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

import { freshDatabase, type TestDatabase } from "../packages/testkit/src/index.ts";
import { bundle } from "./build/bundle.ts";
import { publishedDependencies } from "./build/manifest.ts";
import { root, workspaces } from "./workspace.ts";

/** What takes long to load, and what only some commands need. */
const HEAVY = [
  "typescript",
  "prettier",
  "ts-morph",
  "@ts-morph/common",
  "@electric-sql/pglite",
  "esbuild",
  "drizzle-orm",
  "drizzle-kit",
  // Nobody looks at a terminal here.
  "yocto-spinner",
];

const revision = (id: string, parent: string | null): string => `/**
 * ${id}
 */
throw new Error("a revision was run");
export const revision = "${id}";
export const downRevision = ${JSON.stringify(parent)};
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];
export function upgrade(): void {}
`;

const FILES = {
  "package.json": '{ "type": "module" }',
  "tsconfig.json": "{}",
  "limbeck.config.ts": 'export default { schema: "./schema.ts" };\n',
  "schema.ts": 'throw new Error("a model was run");\n',
  "revisions/1.ts": revision("aaaa", null),
  "revisions/2.ts": revision("bbbb", "aaaa"),
  "revisions/3.ts": revision("cccc", "aaaa"),
};

/** A project whose models can be loaded, and that has no revisions. What was found equal stays known, so each run has another table. */
const plain = (table: string): Readonly<Record<string, string>> => ({
  "limbeck.config.ts": 'export default { schema: "./schema.ts" };\n',
  "tsconfig.json": "{}",
  "schema.ts": `import { pgTable, text } from "drizzle-orm/pg-core";
export const books = pgTable("${table}", { title: text("title").default("x") });
`,
});

// Below the workspace, where Node finds the packages that the built files import.
const cache = join(root, "node_modules/.cache");
let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, "limbeck-start-"));
  await bundle(join(folder, "built"), publishedDependencies(workspaces()));
  mkdirSync(join(folder, "app/revisions"), { recursive: true });
  mkdirSync(join(folder, "plain"));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, "app", name), text);
  for (const [name, text] of Object.entries(plain(basename(folder))))
    writeFileSync(join(folder, "plain", name), text);
  database = await freshDatabase();
  // A configuration in TypeScript is compiled once, and kept.
  loadedBy("heads");
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

interface Loaded {
  readonly status: number | null;
  readonly stdout: string;
  /** Names of packages. */
  readonly packages: readonly string[];
  readonly lines: readonly string[];
}

/** Runs the built command line, and says what it loaded. */
function loadedBy(...args: readonly string[]): Loaded {
  return loadedIn("app", ...args);
}

function loadedIn(project: string, ...args: readonly string[]): Loaded {
  const log = join(folder, "loaded.txt");
  rmSync(log, { force: true });
  const { DATABASE_URL: _, ...env } = process.env;
  const hook = pathToFileURL(join(root, "scripts/lib/logModules.js")).href;
  const command = ["--import", hook, join(folder, "built/cjs/cli.cjs"), ...args];
  const { status, stdout } = spawnSync(process.execPath, command, {
    cwd: join(folder, project),
    env: { ...env, LOADED_MODULES: log },
    encoding: "utf8",
  });
  const lines = readFileSync(log, "utf8").replaceAll("\\", "/").split("\n");
  const names = lines.flatMap(
    (line) => /.*\/node_modules\/((?:@[^/]+\/)?[^/.][^/]*)\//.exec(line)?.[1] ?? [],
  );
  return { status, stdout, packages: [...new Set(names)].sort(), lines };
}

const heavy = ({ packages }: Loaded): readonly string[] => packages.filter((name) => HEAVY.includes(name));
const ofUser = ({ lines }: Loaded): readonly string[] =>
  lines.filter((line) => /\/app\/(schema|revisions\/)/.test(line));

describe("what asks about the graph", () => {
  it.each([
    "heads",
    "heads --check",
    "heads -v",
    "history",
    "history -v",
    "history --graph",
    "history --format mermaid",
    "history --format dot",
    "branches",
    "show bbbb -v",
    "--help",
    "--version",
  ])("limbeck %s loads nothing heavy, no driver, and no file of the user's", (line) => {
    const args = line.split(" ");
    const loaded = loadedBy(...args);
    expect(loaded.stdout).not.toBe("");
    expect(loaded.status).toBe(args.includes("--check") ? 1 : 0);
    expect(loaded.packages).toContain("commander");
    expect([...heavy(loaded), ...loaded.packages.filter((name) => name === "pg")]).toEqual([]);
    expect(ofUser(loaded)).toEqual([]);
  });
});

/** What of `fetch` Node has loaded itself before anything runs: none of it in Node 20. */
const FETCH = builtins().filter((name) => name.includes("undici"));

function builtins(): readonly string[] {
  const { stdout } = spawnSync(process.execPath, ["-p", 'process.moduleLoadList.join("\\n")'], {
    encoding: "utf8",
  });
  return stdout.split("\n");
}

describe("what asks the database where it is", () => {
  it.each(["current", "current -v", "current --check-heads", "history -i"])(
    "limbeck %s loads the driver, and nothing else that is heavy",
    (line) => {
      const args = line.split(" ");
      const loaded = loadedBy(...args, "--url", database.url);
      expect(loaded.status).toBe(args.includes("--check-heads") ? 1 : 0);
      expect(loaded.packages).toContain("pg");
      expect([...heavy(loaded), ...ofUser(loaded)]).toEqual([]);
      expect(loaded.lines.filter((line) => line.includes("undici"))).toEqual(FETCH);
    },
  );
});

/** The heart of the differ, and the table of operations. */
const COMPARES = /function diffOnPostgres|var operations = \{/;
/** What every command that works on a project begins with. */
const OPENS = /function openProjects/;

/** The chunks that hold what is looked for. */
function chunksWith(words: RegExp, { lines }: Loaded): readonly string[] {
  return lines.filter((line) => line.includes("/chunks/") && words.test(readFileSync(line, "utf8")));
}

it("the version and the help are told without anything that a command does", () => {
  // An import of types only, kept as one of the file, once loaded all of it.
  expect(chunksWith(OPENS, loadedBy("heads"))).not.toEqual([]);
  expect([...chunksWith(OPENS, loadedBy("--version")), ...chunksWith(OPENS, loadedBy("--help"))]).toEqual([]);
});

it("a check of what was found equal before loads nothing that compares, no compiler, and of models that follow from their text not even Drizzle", async () => {
  await database.execute(`CREATE TABLE "${basename(folder)}" (title text DEFAULT 'x')`);
  const [first, next] = [
    loadedIn("plain", "check", "--url", database.url),
    loadedIn("plain", "check", "--url", database.url),
  ];
  expect([first.status, next.status]).toEqual([0, 0]);
  expect(chunksWith(COMPARES, first)).not.toEqual([]);
  expect(chunksWith(COMPARES, next)).toEqual([]);
  expect(first.packages).toContain("drizzle-orm");
  expect(next.packages).toContain("pg");
  expect(next.packages.filter((name) => ["drizzle-orm", "esbuild"].includes(name))).toEqual([]);
});

it("what needs them loads them, as this test can see", () => {
  const loaded = loadedBy("check", "--against", "revisions");
  expect(heavy(loaded)).toContain("esbuild");
  expect(loaded.status).not.toBe(0);
});
