import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { freshDatabase } from "../packages/testkit/src/index.ts";
import { lineDiff } from "./lib/lineDiff.ts";
import { buildCommand, play } from "./lib/transcript.ts";
import { root } from "./workspace.ts";

/*
 * `npm run transcripts` shows where the sessions in fixtures/transcripts are not what the commands print now;
 * `npm run transcripts -- --update` writes them. Some may be named: `npm run transcripts -- heads merge`.
 */

const args = process.argv.slice(2);
const update = args.includes("--update");
const names = args.filter((arg) => arg !== "--update");
const folder = join(root, "fixtures/transcripts");

const built = await buildCommand();
let changed = 0;
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .sort()) {
  if (names.length > 0 && !names.includes(file.replace(".txt", ""))) continue;
  const database = await freshDatabase();
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const now = play(before, built, database.url);
  await database.drop();
  if (now === before) continue;
  changed += 1;
  console.log(`${update ? "wrote" : "differs"}  ${file}\n${lineDiff(before, now).join("\n")}`);
  if (update) writeFileSync(path, now);
}
built.remove();
console.log(changed === 0 ? "All transcripts are as written." : `${changed} transcripts are not as written.`);
process.exitCode = changed === 0 || update ? 0 : 1;
