import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  catalogWitness,
  type Dump,
  dumps,
  freshDatabase,
  liveDumps,
  newestMajor,
  type TestDatabase,
} from "@limbeck/testkit";

import { WORKSPACE } from "./testing/docs.ts";
import { testProject } from "./testing/project.ts";

/** Is little else than what no Schema describes. */
const EXOTIC = "pgdump-tap-objects.sql";
/** Tried in every run; all of them with `LIMBECK_DUMPS=all`. */
const ALWAYS: readonly string[] = ["chinook.sql", "hexpm.sql", "pagila.sql", "kaneo.sql"];
const ALL = [...dumps(), ...liveDumps(newestMajor)].filter(({ name }) => name !== EXOTIC);
const CASES = process.env["LIMBECK_DUMPS"] === "all" ? ALL : ALL.filter(({ name }) => ALWAYS.includes(name));

/** A proof has no stand-in for pgvector, as our server has. */
const UNPROVED: readonly string[] = ["pagila.sql"];

/** As strict as a project of a user can be. */
const TSCONFIG = {
  extends: join(WORKSPACE, "tsconfig.base.json"),
  compilerOptions: {
    module: "esnext",
    moduleResolution: "bundler",
    noUnusedParameters: true,
    paths: { limbeck: [join(WORKSPACE, "packages/limbeck/src/index.ts")] },
  },
};

let folder: string;
beforeAll(() => {
  const cache = join(WORKSPACE, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, "limbeck-dumps-"));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function witness(database: TestDatabase): Promise<readonly string[]> {
  const client = await database.client();
  return catalogWitness(client, { withoutTables: ["limbeck_version", "limbeck_history"] });
}

async function databases({ prepare, sql, beyond }: Dump): Promise<readonly [TestDatabase, TestDatabase]> {
  const [dumped, fresh] = [await freshDatabase(), await freshDatabase()];
  for (const database of [dumped, fresh]) await database.execute(prepare);
  await dumped.execute(sql);
  await dumped.execute(beyond);
  return [dumped, fresh];
}

describe("a revision file of a whole database", () => {
  it.each(CASES.map((dump) => [dump.name, dump] as const))(
    "%s: makes it, and takes it back",
    async (name, dump) => {
      const [dumped, fresh] = await databases(dump);
      const project = await testProject({
        "limbeck.config.ts": `export default { schema: "./schema.ts", url: process.env.URL };\n`,
        "tsconfig.json": "{}",
        ".env": `URL=${fresh.url}\n`,
        "schema.ts": "",
      });
      const start = await witness(fresh);
      const prove = UNPROVED.includes(name) ? ["--no-prove"] : [];
      const file = (
        await project.ok("diff", fresh.url, dumped.url, "--revision", "-m", "all of it", ...prove)
      ).trim();
      writeFileSync(join(folder, `${name}.ts`), await readFile(join(project.folder, file), "utf8"));
      const target = await witness(dumped);
      await project.ok("upgrade", "head");
      expect(await witness(fresh)).toEqual(target);
      expect(await project.ok("diff", fresh.url, dumped.url)).toBe("");
      await project.ok("downgrade", "base", "--yes");
      expect(await witness(fresh)).toEqual(start);
      await project.ok("upgrade", "head");
      expect(await witness(fresh)).toEqual(target);
      await project.remove();
      for (const database of [dumped, fresh]) await database.drop();
    },
  );

  it("compiles, however strict its project is", () => {
    const compiler = join(WORKSPACE, "node_modules/typescript-7/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
      encoding: "utf8",
      cwd: folder,
    });
    expect(stdout).toBe("");
  });
});
