import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { askNode } from "@limbeck/testkit";
import { buildSync } from "esbuild";

/** A model file, under the name that its statements are asked for by. */
export interface ModelFile {
  readonly name: string;
  readonly file: string;
}

/*
 * In a process of its own, because drizzle-kit ends the process that it runs in when it dislikes a model; one process for
 * all models, because loading drizzle-kit takes most of a second. Of each it says first that it begins
 * with it, then what it made of it.
 */
const PROGRAM = `
  const { compileFunction } = require("node:vm");
  const { generateDrizzleJson, generateMigration } = require("drizzle-kit/api");
  const { code, names } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  const models = { exports: {} };
  compileFunction(code, ["require", "module"])(require, models);
  const empty = generateDrizzleJson({});
  const say = (name, statements) => require("node:fs").writeSync(3, JSON.stringify([name, statements]) + "\\n");
  (async () => {
    for (const name of names) {
      say(name);
      const exported = models.exports[name];
      say(name, await generateMigration(empty, generateDrizzleJson({ ...exported }, empty.id)));
    }
  })();
`;

/** With which statements drizzle-kit would make an empty database into each of the models; none for those it refuses. */
export function drizzleKitStatements(
  files: readonly ModelFile[],
): ReadonlyMap<string, readonly string[] | undefined> {
  const made = new Map<string, readonly string[] | undefined>();
  const code = bundle(files);
  const names = files.map(({ name }) => name);
  while (made.size < names.length) {
    for (const [name, statements] of answers(code, names.slice(made.size))) made.set(name, statements);
  }
  return made;
}

/** What is said of a model: its name as it is begun with, and again with its statements. */
type Answer = readonly [name: string, statements?: readonly string[]];

/** The last of them is the one at which the process ended, if it ended before all were done. */
function answers(code: string, names: readonly string[]): readonly Answer[] {
  const folder = fileURLToPath(new URL("../..", import.meta.url));
  const { answer, end } = askNode(PROGRAM, JSON.stringify({ code, names }), folder);
  const lines = answer.split("\n").filter((line) => line !== "");
  // A process that has begun with no model has refused none.
  if (lines.length === 0) throw new Error(`drizzle-kit does not start: ${end}`);
  return lines.map((line) => JSON.parse(line) as Answer);
}

/** All models as one CommonJS text, which exports each under its name. */
function bundle(files: readonly ModelFile[]): string {
  const lines = files.map(
    ({ name, file }) => `export * as ${JSON.stringify(name)} from ${JSON.stringify(file)};`,
  );
  const pg = createRequire(import.meta.url).resolve("@limbeck/metadata/pg");
  const { outputFiles } = buildSync({
    stdin: { contents: lines.join("\n"), resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    alias: { "limbeck/pg": pg },
    external: ["drizzle-orm"],
  });
  return outputFiles[0]?.text ?? "";
}
