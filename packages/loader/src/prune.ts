import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Leaves the newest files of a kind in a cache that lives long. */
export async function prune(folder: string, suffix: string, kept: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(suffix));
  if (names.length <= kept) return;
  const aged = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = aged.sort((a, b) => b.at - a.at).slice(kept);
  await Promise.all(old.map(async ({ name }) => await rm(join(folder, name), { force: true })));
}
