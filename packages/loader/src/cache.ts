import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BundleText } from "./build.ts";
import { contentHash } from "./contentHash.ts";
import { prune } from "./prune.ts";
import { holds } from "./witness.ts";
import { writeFileAtomic } from "./writeFile.ts";

const suffix = ".bundle";

/** A cache that lives long keeps this many bundles. */
const kept = 64;

/**
 * The bundle kept under a key, if it is whole and everything that it depends on is as it was. A cache that is absent, foreign
 * or broken answers nothing.
 */
export async function readCached(folder: string, key: string): Promise<BundleText | undefined> {
  const text = await readFile(join(folder, key + suffix), "utf8").catch(() => "");
  const [sum = "", head = "", map = "", ...code] = text.split("\n", 4);
  const rest = text.slice(sum.length + 1);
  if (code.length === 0 || contentHash(rest) !== sum) return undefined;
  // The digest has shown that this process's own format wrote it.
  const facts = JSON.parse(head) as Omit<BundleText, "code" | "map">;
  if (!facts.witnesses.every(holds)) return undefined;
  return { ...facts, map, code: rest.slice(head.length + map.length + 2) };
}

/** Keeps a bundle. Where nothing can be written, nothing is kept, and that is no failure; says whether it was kept. */
export async function writeCached(folder: string, key: string, bundle: BundleText): Promise<boolean> {
  const { code, map, ...facts } = bundle;
  const rest = `${JSON.stringify(facts)}\n${map}\n${code}`;
  try {
    await writeFileAtomic(join(folder, key + suffix), `${contentHash(rest)}\n${rest}`, { overwrite: true });
    await prune(folder, suffix, kept);
    return true;
  } catch {
    return false;
  }
}
