import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The families of operations, each a folder, with the directives of each: as operations.ts in a folder imports them, for it is
 * the one place that lists them.
 */
export async function operationFamilies(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const table = readFileSync(join(folder, "operations.ts"), "utf8");
  const families = new Map<string, readonly string[]>();
  for (const [, name = "", family = "", file = ""] of table.matchAll(FAMILY_IMPORT)) {
    const rows = await rowsOf(join(folder, family, file), name);
    families.set(family, [...(families.get(family) ?? []), ...rows]);
  }
  return families;
}

const FAMILY_IMPORT = /^import \{ (\w+Operations) \} from "\.\/(\w+)\/(\w+\.ts)";$/gm;

async function rowsOf(file: string, name: string): Promise<readonly string[]> {
  const module: unknown = await import(pathToFileURL(file).href);
  const rows: unknown = Object.entries(module as object).find(([key]) => key === name)?.[1];
  return Object.keys(rows as object);
}
