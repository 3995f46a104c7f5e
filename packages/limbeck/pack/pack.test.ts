import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { freshDatabase, type TestDatabase } from "@limbeck/testkit";

import { printed } from "./command.ts";
import { drizzleConfig, esModules, files, type Kind, kinds } from "./files.ts";
import { limbeckIn, npx, project, type Project, projectWith, write } from "./project.ts";
import { publicTypes } from "./publicTypes.ts";
import { packTarball, root, type Tarball } from "./tarball.ts";

const INSTALLING = 300_000;
const require = createRequire(import.meta.url);

let folder: string;
let tarball: Tarball;
let database: TestDatabase;

beforeAll(async () => {
  // Without symbolic links, because `node_modules` is looked for above the real path.
  folder = realpathSync(mkdtempSync(join(tmpdir(), "limbeck-pack-")));
  tarball = packTarball(folder);
  database = await freshDatabase();
}, INSTALLING);

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

const installed = new Map<Kind["type"], Project>();

/** A project of a kind. npm installs once for each type of package: it reads nothing of how modules are resolved. */
function projectOf({ type, options }: Kind): Project {
  const [at, written] = [mkdtempSync(join(folder, "app-")), files(type, options)];
  const first = installed.get(type);
  if (first !== undefined) return projectWith(first, at, written);
  const made = project(at, tarball.path, written);
  installed.set(type, made);
  return made;
}

/** TypeScript 6, and 7, whose compiler is another program. */
const compilers = ["typescript", "typescript-7"].map((name) =>
  join(dirname(require.resolve(`${name}/package.json`)), "bin/tsc"),
);

/** What npm says of the machine's settings; and that esbuild has an install script, which it also works without. */
const ofOthers =
  /^npm warn (Unknown (user|env) config|install-scripts( *$| \d+ package| Run| +esbuild@)).*$|^npm notice/;

describe("the tarball", () => {
  it("holds what is imported, its types, and nothing of the sources", () => {
    const manifest = JSON.parse(readFileSync(join(tarball.built, "package.json"), "utf8")) as {
      readonly exports: object;
      readonly bin: object;
    };
    const named = [...JSON.stringify([manifest.exports, manifest.bin]).matchAll(/:"\.\/([^"]+)"/g)];
    expect(tarball.files).toEqual(expect.arrayContaining(named.map(([, path]) => path)));
    const documents = ["LICENSE", "README.md", "CHANGELOG.md"].filter((name) => existsSync(join(root, name)));
    expect(tarball.files).toEqual(expect.arrayContaining(documents));
    expect(tarball.files.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);
    expect(Object.keys(manifest)).not.toContain("scripts");
  });

  it("names no workspace", () => {
    const naming = tarball.files.filter((path) =>
      readFileSync(join(tarball.built, path), "utf8").includes("@limbeck/"),
    );
    expect(naming).toEqual([]);
  });
});

describe.each(kinds)("a project of $kind", (kind) => {
  let app: Project;

  beforeAll(() => {
    app = projectOf(kind);
  }, INSTALLING);

  it("installs without a warning", () => {
    const { stdout, stderr } = app.installation;
    const warnings = `${stdout}${stderr}`.split("\n").filter((line) => /npm (warn|notice|error)/.test(line));
    expect(warnings.filter((line) => !ofOthers.test(line))).toEqual([]);
  });

  it("compiles, together with the revisions that are written for it", () => {
    app.limbeck("revision", "--autogenerate", "-m", "first");
    expect(readdirSync(join(app.folder, "revisions"))).toEqual([expect.stringMatching(/_first\.ts$/)]);
    for (const compiler of compilers) printed(app.folder, process.execPath, compiler, "-p", ".");
  }, 120_000);

  it("compiles with the types of no library but the language's own, and checks ours too", () => {
    for (const compiler of compilers)
      printed(app.folder, process.execPath, compiler, "-p", "tsconfig.bare.json");
  }, 120_000);

  it("imports it and requires it", () => {
    const call = 'check({ schema: "./schema.ts" }, { against: "revisions" })';
    const print = `${call}.then((found) => console.log(typeof pg.comment, typeof sqlite.strict, found.operations));`;
    const imports =
      'import { check } from "limbeck"; import * as pg from "limbeck/pg"; import * as sqlite from "limbeck/sqlite";';
    const requires =
      'const { check } = require("limbeck"), pg = require("limbeck/pg"), sqlite = require("limbeck/sqlite");';
    write(app.folder, { "use.mjs": `${imports} ${print}`, "use.cjs": `${requires} ${print}` });
    expect(printed(app.folder, process.execPath, "use.mjs")).toBe("function function []\n");
    // What the first has kept, the second must find out by itself.
    rmSync(join(app.folder, "node_modules/.cache"), { recursive: true });
    expect(printed(app.folder, process.execPath, "--liftoff-only", "use.cjs")).toBe("function function []\n");
  }, 60_000);
});

describe("the installed command line", () => {
  let app: Project;

  beforeAll(() => {
    app = projectOf(esModules);
  }, INSTALLING);

  it("gives programs the types that are written down; `npm run public-types` writes them", () => {
    const found = publicTypes(join(app.folder, "node_modules/limbeck/esm"), ["index", "pg", "sqlite"]);
    expect(found).toBe(readFileSync(join(root, "packages/limbeck/pack/publicTypes.txt"), "utf8"));
  }, 60_000);

  it("says its version", () => {
    const { version } = require("../package.json") as { readonly version: string };
    expect(npx(app.folder, "limbeck", "--version")).toBe(`${version}\n`);
  });

  it("writes the same first revision without a server as from an empty one", () => {
    const beside = join(app.folder, "beside");
    write(beside, files(esModules.type, esModules.options));
    const without = app.limbeck("revision", "--autogenerate", "-m", "first").trim();
    const from = limbeckIn(beside, "revision", "--autogenerate", "-m", "first", "--url", database.url).trim();
    const texts = [join(app.folder, without), join(beside, from)].map(withoutIdAndDate);
    expect(texts[0]).toBe(texts[1]);
  }, 120_000);

  it("takes it to a real PostgreSQL and back", async () => {
    const { url } = database;
    app.limbeck("upgrade", "head", "--url", url);
    app.limbeck("check", "--url", url);
    expect(await columns()).toEqual(["email", "id"]);
    app.limbeck("downgrade", "base", "--yes", "--url", url);
    expect(await columns()).toEqual([]);
  }, 120_000);

  it(
    "upgrades where neither optional nor development dependencies are installed",
    async () => {
      const revisions = Object.fromEntries(
        readdirSync(join(app.folder, "revisions")).map((name) => [
          `revisions/${name}`,
          readFileSync(join(app.folder, "revisions", name), "utf8"),
        ]),
      );
      const { "package.json": manifest = "" } = files("module", {});
      const production = { "package.json": manifest, "drizzle.config.ts": drizzleConfig, ...revisions };
      const light = project(mkdtempSync(join(folder, "light-")), tarball.path, production, [
        "--omit=optional",
        "--omit=dev",
      ]);
      const heavy = ["@electric-sql", "ts-morph", "prettier", "drizzle-kit"];
      expect(heavy.filter((name) => existsSync(join(light.folder, "node_modules", name)))).toEqual([]);
      light.limbeck("upgrade", "head", "--url", database.url);
      expect(await columns()).toEqual(["email", "id"]);
    },
    INSTALLING,
  );
});

/** The columns of the table that the models name. */
async function columns(): Promise<readonly unknown[]> {
  const client = await database.client();
  const { rows } = await client.query<{ column_name: string }>(
    "SELECT column_name FROM information_schema.columns WHERE table_name = 'users' AND table_schema = 'public' ORDER BY 1",
  );
  return rows.map(({ column_name }) => column_name);
}

function withoutIdAndDate(file: string): string {
  return readFileSync(file, "utf8")
    .replace(/[0-9a-f]{12}/g, "ID")
    .replace(/Created: .*/, "Created: DATE");
}
