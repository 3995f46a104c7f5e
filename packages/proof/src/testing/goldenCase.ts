import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const FIXTURES = fileURLToPath(new URL("../../../../fixtures", import.meta.url));

/** A case: models before, models after, and beside them what Limbeck writes for the difference. */
export interface GoldenCase {
  /** `column/addNotNull` */
  readonly name: string;
  readonly folder: string;
}

/** The files that are written, by name. */
export type GoldenFiles = Readonly<Record<GoldenFile, string>>;
export type GoldenFile = (typeof GOLDEN_FILES)[number];
const GOLDEN_FILES = ["revision.ts", "postgres.sql"] as const;

export function goldenCase(name: string): GoldenCase {
  return { name, folder: join(FIXTURES, ...name.split("/")) };
}

/** The folder of the cases of SQLite. */
const SQLITE = "sqlite";

/** Every folder `fixtures/<noun>/<case>` with a before.ts for PostgreSQL, sorted. */
export function goldenCases(): readonly GoldenCase[] {
  return casesIn(folders(FIXTURES).filter((noun) => noun !== SQLITE));
}

/** The same for SQLite, `fixtures/sqlite/<case>`. */
export function goldenCasesOfSqlite(): readonly GoldenCase[] {
  return casesIn([SQLITE]);
}

export const isOfSqlite = ({ name }: GoldenCase): boolean => name.startsWith(`${SQLITE}/`);

function casesIn(nouns: readonly string[]): readonly GoldenCase[] {
  return nouns
    .flatMap((noun) => folders(join(FIXTURES, noun)).map((name) => goldenCase(`${noun}/${name}`)))
    .filter(({ folder }) => readdirSync(folder).includes("before.ts"));
}

function folders(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** What stands in the folder; the empty text for a file that is not written yet. */
export function readGolden({ folder }: GoldenCase): GoldenFiles {
  const read = (name: GoldenFile): string =>
    // Git may have given a checkout on Windows its line ends.
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n") : "";
  return { "revision.ts": read("revision.ts"), "postgres.sql": read("postgres.sql") };
}

/** The rows that are there before the upgrade, as SQL: the optional rows.sql. */
export function goldenRows({ folder }: GoldenCase): string {
  const file = join(folder, "rows.sql");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** The renames that the author tells, as `--rename` does: the optional renames.txt, one a line. */
export function goldenRenames({ folder }: GoldenCase): readonly string[] {
  const file = join(folder, "renames.txt");
  return existsSync(file) ? readFileSync(file, "utf8").split(/\r?\n/).filter(Boolean) : [];
}

export function writeGolden({ folder }: GoldenCase, files: GoldenFiles): void {
  for (const name of GOLDEN_FILES) writeFileSync(join(folder, name), files[name]);
}

/** Cases that need a newer PostgreSQL than 14. */
export const NEEDS: Readonly<Record<string, number>> = {
  "check/notEnforced": 18,
  "column/notNullNames": 18,
  "primaryKey/withoutOverlaps": 18,
  "foreignKey/notEnforced": 18,
  "foreignKey/onDeleteColumns": 15,
  "index/options": 15,
  "online/keys": 15,
  "partition/underExclusion": 17,
  "sequence/options": 15,
  "view/create": 15,
  "unique/nullsNotDistinct": 15,
};
