import { isLimbeckError } from "../packages/model/src/error.ts";
import {
  type GoldenCase,
  type GoldenFiles,
  isOfSqlite,
  readGolden,
  writeGolden,
} from "../packages/proof/src/testing/goldenCase.ts";
import { goldenDatabase } from "../packages/proof/src/testing/goldenDatabase.ts";
import { goldenTrip } from "../packages/proof/src/testing/goldenTrip.ts";
import {
  readSqliteGolden,
  type SqliteFiles,
  sqliteTrip,
  writeSqliteGolden,
} from "../packages/proof/src/testing/sqlite/goldenTrip.ts";
import { connect, MEMORY } from "../packages/database/src/index.ts";
import { casesNamed } from "./lib/cases.ts";
import { lineDiff } from "./lib/lineDiff.ts";

/*
 * `npm run golden` shows where the files of the golden cases are not what is written now; `npm run golden -- --update`
 * writes them. A noun or a case may be named: `npm run golden -- --update column/add`.
 */

const args = process.argv.slice(2);
const update = args.includes("--update");
const [name] = args.filter((arg) => arg !== "--update");

let failed = 0;
const cases = casesNamed(name);
const database = await goldenDatabase();

/** Whether the case is as it should be, or has been made so. */
async function settle(golden: GoldenCase): Promise<boolean> {
  return isOfSqlite(golden)
    ? isWritten(golden, readSqliteGolden(golden), await filesOnSqlite(golden), writeSqliteGolden)
    : isWritten(golden, readGolden(golden), await filesOnPostgres(golden), writeGolden);
}

async function filesOnPostgres(golden: GoldenCase): Promise<GoldenFiles> {
  return (await goldenTrip(golden, await database.emptied())).files;
}

async function filesOnSqlite(golden: GoldenCase): Promise<SqliteFiles> {
  const connection = await connect({ engine: "sqlite", path: MEMORY });
  try {
    return (await sqliteTrip(golden, connection)).files;
  } finally {
    await connection.close();
  }
}

function isWritten<F extends Readonly<Record<string, string>>>(
  golden: GoldenCase,
  written: F,
  files: F,
  write: (golden: GoldenCase, files: F) => void,
): boolean {
  const changed = Object.keys(files).filter((file) => written[file] !== files[file]);
  if (changed.length === 0) return true;
  if (update) write(golden, files);
  for (const file of changed) report(`${golden.name}/${file}`, written[file] ?? "", files[file] ?? "");
  return update;
}

function report(file: string, old: string, now: string): void {
  console.log(`${update ? "wrote" : "differs"}  fixtures/${file}`);
  if (!update) console.log(lineDiff(old, now).join("\n"));
}

for (const golden of cases) {
  try {
    if (!(await settle(golden))) failed += 1;
  } catch (error) {
    failed += 1;
    const words = isLimbeckError(error) ? `${error.message} ${error.hint ?? ""}` : String(error);
    console.log(`fails    fixtures/${golden.name}: ${words}`);
  }
}
await database.drop();
console.log(`${cases.length} cases, ${failed === 0 ? "all as written" : `${failed} not as written`}`);
if (failed > 0) console.log("Look at the differences; `npm run golden -- --update` writes them.");
process.exitCode = failed === 0 ? 0 : 1;
