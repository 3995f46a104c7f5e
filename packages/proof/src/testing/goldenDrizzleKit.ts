import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { buildSync } from "esbuild";

/** A model file, under the name that its statements are asked for by. */
export interface ModelFile {
  readonly name: string;
  readonly file: string;
}

/*
 * In a process of its own, because drizzle-kit ends the process that it runs in when it dislikes a model; one process for
 * all models, because loading drizzle-kit takes most of a second. What it makes of each is written as soon as it is known.
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
    for (const [name, statements] of run(code, names.slice(made.size))) made.set(name, statements);
    // The one at which the process ended.
    const refused = names[made.size];
    if (refused !== undefined) made.set(refused, undefined);
  }
  return made;
}

type Answer = readonly [name: string, statements: readonly string[]];

function run(code: string, names: readonly string[]): readonly Answer[] {
  const { output } = spawnSync(process.execPath, ["-e", PROGRAM], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    input: JSON.stringify({ code, names }),
    stdio: ["pipe", "ignore", "ignore", "pipe"],
    maxBuffer: 2 ** 26,
  });
  const lines = (output[3]?.toString("utf8") ?? "").split("\n").filter((line) => line !== "");
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
