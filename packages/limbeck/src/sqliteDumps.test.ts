import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "@jest/globals";
import { type AskSqlite, sqliteProgram, sqliteWitness } from "@limbeck/testkit";

import { WORKSPACE } from "./testing/docs.ts";
import { testProject } from "./testing/project.ts";

const FOLDER = join(WORKSPACE, "fixtures/sql-sqlite");
const dumps = readdirSync(FOLDER).filter((name) => name.endsWith(".sql"));

async function program(file: string): Promise<AskSqlite> {
  const ask = await sqliteProgram(file);
  if (ask === undefined) throw new Error("the program sqlite3 is not on the path");
  return ask;
}

it.each(dumps)(
  "%s is a revision file, which makes the same database and takes it back to empty",
  async (name) => {
    const project = await testProject({
      "limbeck.config.mjs": 'export default { dialect: "sqlite", url: "sqlite:./here.db" };\n',
      "tsconfig.json": "{}",
    });
    const there = await program(join(project.folder, "there.db"));
    const here = await program(join(project.folder, "here.db"));
    /** But for our own tables, and for what CREATE TABLE may say or leave out, which the PRAGMAs tell. */
    const told = async (ask: AskSqlite): Promise<readonly string[]> =>
      (await sqliteWitness(ask)).filter((line) => !/limbeck_|^text table/.test(line));
    await there(readFileSync(join(FOLDER, name), "utf8"));
    await project.ok("diff", "empty", "sqlite:./there.db", "--revision", "-m", "all of it");
    await project.ok("upgrade", "head");
    expect(await told(here)).toEqual(await told(there));
    await project.ok("diff", "head", "database");
    await project.ok("downgrade", "base", "--yes");
    expect(await told(here)).toEqual([]);
    await project.remove();
  },
);
