import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

import { program } from "../packages/limbeck/src/commands/program.ts";
import { freshDatabase } from "../packages/testkit/src/index.ts";
import { type Built, buildCommand, play } from "./lib/transcript.ts";
import { root } from "./workspace.ts";

const folder = join(root, "fixtures/transcripts");
const names = readdirSync(folder).flatMap((file) =>
  file.endsWith(".txt") ? [file.replace(".txt", "")] : [],
);
const read = (name: string): string => readFileSync(join(folder, `${name}.txt`), "utf8");

/** Each command is a process of its own, and some start an engine. */
const SLOW = 300_000;

let built: Built;
beforeAll(async () => {
  built = await buildCommand();
});
afterAll(() => built.remove());

async function played(name: string): Promise<string> {
  const database = await freshDatabase();
  try {
    return play(read(name), built, database.url);
  } finally {
    await database.drop();
  }
}

describe("the transcript", () => {
  it.each(names)(
    "of %s is what the built command prints",
    async (name) => {
      expect(await played(name)).toBe(read(name));
    },
    SLOW,
  );

  it("is there for every command", () => {
    const commands = program(() => Promise.resolve()).commands.map((command) => command.name());
    expect(commands.filter((name) => !names.includes(name))).toEqual([]);
  });

  it(
    "of check is the same on the embedded PostgreSQL",
    () => {
      expect(play(read("check"), built, "pglite://./data")).toBe(read("check"));
    },
    SLOW,
  );
});
