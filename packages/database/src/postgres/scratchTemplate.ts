import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { madeByOne } from "./madeByOne.ts";
import { importPglite } from "./pglite.ts";
import { pgliteVersion } from "./pgliteVersion.ts";

/** Counts up when what is prepared changes. */
const FORMAT = 2;

const DIGEST_LENGTH = 32;

/**
 * Half of a start went into 128 MB of buffers, which are zeroed, and into WAL that initdb keeps for later. Without a postmaster no
 * amount of WAL brings on a checkpoint, so its small size costs nothing afterwards.
 */
const SMALL = ["shared_buffers=16MB", "min_wal_size=2MB", "max_wal_size=2MB"].flatMap((one) => [
  "--set",
  one,
]);

/**
 * A data directory as initdb leaves it, as a tar: kept in the cache, made if it is absent or damaged. An uncompressed tar
 * is what PGlite starts from fastest: unpacking gzip costs more than reading, and a folder on disk is slower in every step.
 */
export async function scratchTemplate(cacheDir: string, onMake?: () => void): Promise<Blob> {
  const file = await templateFile(cacheDir);
  const kept = await read(file);
  if (kept !== undefined) return kept;
  onMake?.();
  return madeByOne(
    file,
    () => read(file),
    () => make(file),
  );
}

/** One file per version of PGlite: a data directory belongs to the build that made it. */
async function templateFile(cacheDir: string): Promise<string> {
  await importPglite();
  return join(cacheDir, `pglite-${(await pgliteVersion()) ?? "unknown"}-${FORMAT}.tar`);
}

/** The file: a SHA-256 of the tar, then the tar. Anything else counts as absent. */
async function read(file: string): Promise<Blob | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const tar = bytes.subarray(DIGEST_LENGTH);
  return digest(tar).equals(bytes.subarray(0, DIGEST_LENGTH)) ? new Blob([tar]) : undefined;
}

async function make(file: string): Promise<Blob> {
  const { PGlite } = await importPglite();
  const pglite = await PGlite.create({ initDbStartParams: ["--wal-segsize=1", ...SMALL] });
  // Nobody creates databases here, and without the two templates there is half as much to load.
  for (const sql of withoutTemplates) await pglite.exec(sql);
  const dump = await pglite.dumpDataDir("none");
  await pglite.close();
  const tar = Buffer.from(await dump.arrayBuffer());
  await store(file, tar);
  return new Blob([tar]);
}

const withoutTemplates = [
  "UPDATE pg_database SET datistemplate = false",
  "DROP DATABASE template0",
  "DROP DATABASE template1",
  "CHECKPOINT",
];

/** Renamed into place, so that nobody reads half of it. A cache that cannot be written is done without. */
async function store(file: string, tar: Buffer): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, Buffer.concat([digest(tar), tar]));
    await rename(draft, file);
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

function digest(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
