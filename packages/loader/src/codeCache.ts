import { constants, readFileSync } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { contentHash } from "./contentHash.ts";
import { prune } from "./prune.ts";
import { writeFileAtomic } from "./writeFile.ts";

const suffix = ".code";

/** They are larger than the text that they are of, and only models have them. */
const kept = 8;

/**
 * What V8 compiled of the text with this digest, if just such a V8 (version, flags, processor) compiled it and the file is whole: V8 itself
 * knows a text by its length alone.
 */
export function readCode(folder: string, digest: string): Uint8Array | undefined {
  try {
    const name = nameOf(digest);
    const file = readFileSync(join(folder, name));
    const code = file.subarray(SUM);
    return sumOf(name, code) === file.toString("latin1", 0, SUM) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what V8 has compiled. It is only asked for where it can be written; where it cannot, that is no failure. */
export async function writeCode(
  folder: string,
  digest: string,
  compiled: () => Uint8Array | undefined,
): Promise<void> {
  try {
    await access(folder, constants.W_OK);
    const code = compiled();
    if (code === undefined) return;
    const name = nameOf(digest);
    const file = Buffer.concat([Buffer.from(sumOf(name, code), "latin1"), code]);
    await writeFileAtomic(join(folder, name), file, { overwrite: true });
    await prune(folder, suffix, kept);
  } catch {
    // Nothing depends on it.
  }
}

function nameOf(digest: string): string {
  const facts = [digest, process.version, process.arch, cachedDataVersionTag()];
  return contentHash(JSON.stringify(facts)).slice(0, 32) + suffix;
}

/** Of the name too, so that one file put in the place of another is none. */
function sumOf(name: string, code: Uint8Array): string {
  return contentHash(Buffer.concat([Buffer.from(name, "latin1"), code]));
}

/** The length of a sum. */
const SUM = 64;
