// `node scripts/run.js NAME …` runs scripts/NAME.ts, also on a fresh clone: what is not installed is installed first.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [name, ...args] = process.argv.slice(2);

// npm writes this file last, so an installation that was cut off is begun again.
if (!existsSync(`${root}/node_modules/.package-lock.json`)) run("npm", ["ci"], process.platform === "win32");
run(process.execPath, ["--import", "tsx", `scripts/${name}.ts`, ...args], false);

function run(program, programArgs, shell) {
  const { status } = spawnSync(program, programArgs, { cwd: root, stdio: "inherit", shell });
  if (status !== 0) process.exit(status ?? 1);
}
