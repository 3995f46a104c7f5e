import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The command line as it is published; `npm run bench` builds it first. */
export const limbeck = join(root, "packages/limbeck/dist/cjs/cli.cjs");
export const drizzleKit = join(root, "node_modules/drizzle-kit/bin.cjs");

export interface BenchProject {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly remove: () => void;
}

const INSTALLED = ["drizzle-orm", "drizzle-kit", "pg", "@libsql"];

/** A project with these files and a drizzle.config.ts, whose database is DATABASE_URL, that has installed these packages. */
export function benchProject(
  files: Readonly<Record<string, string>>,
  installed: readonly string[] = INSTALLED,
): BenchProject {
  const folder = mkdtempSync(join(tmpdir(), "limbeck-bench-"));
  const write: BenchProject["write"] = (all) => {
    for (const [name, text] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  };
  write({ ...files, "drizzle.config.ts": CONFIG, "tsconfig.json": "{}" });
  mkdirSync(join(folder, "node_modules"));
  for (const name of installed)
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const CONFIG = `import { defineConfig } from "drizzle-kit";
export default defineConfig({
  dialect: "postgresql",
  schema: "./src/*.ts",
  dbCredentials: { url: process.env.DATABASE_URL! },
});
`;
