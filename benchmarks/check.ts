import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";

import { freshDatabase } from "@limbeck/testkit";
import { build } from "esbuild";

import { type Command, measure, tell } from "./lib/measure.ts";
import { models } from "./lib/models.ts";
import { benchProject, type BenchProject, drizzleKit, limbeck, root } from "./lib/project.ts";
import { countingProxy } from "./lib/roundTrips.ts";

const SIZES = [10, 100, 1000];
/** drizzle-kit needs minutes for more. */
const MOST_FOR_DRIZZLE_KIT = 100;

/** Models that depend on more than their text are run at each check. */
const RUN_EACH_TIME = { "src/tenant.ts": "export const tenant = process.env.TENANT;\n" };

/** `limbeck check` where nothing has changed, beside the least that it can be and beside drizzle-kit on the same database. */
export async function benchmark(runs: number): Promise<void> {
  for (const tables of SIZES) {
    const project = benchProject(models(tables));
    const each = benchProject({ ...models(tables), ...RUN_EACH_TIME });
    const database = await freshDatabase({});
    try {
      await createTables(project, database);
      const [first, next] = await roundTrips(project, database.url);
      console.log(
        `\ncheck, ${tables} tables, nothing changed; round trips, greeting included: ${first}, then ${next}`,
      );
      tell(measure(await commands(project, each, database.url, tables), runs));
    } finally {
      await database.drop();
      project.remove();
      each.remove();
    }
  }
}

/** Makes what the models say. */
export async function createTables(
  { folder }: BenchProject,
  database: { readonly execute: (sql: string) => Promise<void> },
): Promise<void> {
  const { stdout } = spawnSync(process.execPath, [limbeck, "diff", "empty", "models", "--sql"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  await database.execute(stdout);
}

/** How often a check waits for the server: the first one, and one that remembers what the first one learnt. */
export async function roundTrips({ folder }: BenchProject, url: string): Promise<readonly [number, number]> {
  const proxy = await countingProxy(url);
  const env = { ...process.env, DATABASE_URL: proxy.url };
  const check = async (): Promise<number> => {
    const before = proxy.waits();
    const child = spawn(process.execPath, [limbeck, "check"], { cwd: folder, env, stdio: "ignore" });
    await new Promise((resolve) => child.on("close", resolve));
    return proxy.waits() - before;
  };
  const counted = [await check(), await check()] as const;
  proxy.close();
  return counted;
}

async function commands(
  { folder }: BenchProject,
  each: BenchProject,
  url: string,
  tables: number,
): Promise<readonly Command[]> {
  const bundle = join(folder, "models.cjs");
  await build({
    stdin: { contents: modelImports(tables), resolveDir: folder },
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["drizzle-orm"],
    outfile: bundle,
  });
  const common = { cwd: folder, env: { DATABASE_URL: url } };
  return [
    {
      ...common,
      name: "floor: models and catalog only",
      args: [join(root, "benchmarks/lib/floor.cjs"), bundle],
    },
    { ...common, name: "limbeck check", args: [limbeck, "check"] },
    { ...common, cwd: each.folder, name: "limbeck check, models run", args: [limbeck, "check"] },
    ...(tables > MOST_FOR_DRIZZLE_KIT
      ? []
      : [{ ...common, name: "drizzle-kit push", args: [drizzleKit, "push", "--force"] }]),
  ];
}

function modelImports(tables: number): string {
  const names = Object.keys(models(tables));
  return names.map((name) => `export * from "./${name}";`).join("\n");
}
