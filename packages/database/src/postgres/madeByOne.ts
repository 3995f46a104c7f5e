import { mkdir, open, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Whoever has not made it by then is taken for dead. */
const LONGEST = 30_000;

/**
 * Of several processes that lack a file at the same time, one makes it, and the others wait for that: made by each, it would take as many
 * times as long. A process that dies, or a folder that cannot be written, only makes them make it themselves.
 */
export async function madeByOne<T>(
  file: string,
  read: () => Promise<T | undefined>,
  make: () => Promise<T>,
): Promise<T> {
  const claim = `${file}.making`;
  if (!(await claimed(claim))) return (await awaited(claim, read)) ?? make();
  try {
    // Who made it may have ended a moment ago.
    return (await read()) ?? (await make());
  } finally {
    await rm(claim, { force: true }).catch(() => undefined);
  }
}

/** Whether the file is ours to make: nobody else says so, or nobody can. */
async function claimed(claim: string): Promise<boolean> {
  try {
    await mkdir(dirname(claim), { recursive: true });
    await (await open(claim, "wx")).close();
    return true;
  } catch (error) {
    return !(isThere(error) && (await isFresh(claim)));
  }
}

/** Not by its class: an error of Node's may be of another realm. */
function isThere(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "EEXIST";
}

async function awaited<T>(claim: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
  while (await isFresh(claim)) await sleep(50);
  return read();
}

async function isFresh(claim: string): Promise<boolean> {
  const found = await stat(claim).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs < LONGEST;
}
