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
import { readShared, sharedTrip, writeShared } from "../packages/proof/src/testing/sqlite/sharedTrip.ts";
import { connect, MEMORY, type SqliteConnection } from "../packages/database/src/index.ts";
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
  if (isOfSqlite(golden))
    return isWritten(golden, readSqliteGolden(golden), await filesOnSqlite(golden), writeSqliteGolden);
  const isOnPostgres = isWritten(golden, readGolden(golden), await filesOnPostgres(golden), writeGolden);
  return (await isOnBoth(golden)) && isOnPostgres;
}

/** What SQLite makes of the revision that is written by now, if it can make anything of it. */
async function isOnBoth(golden: GoldenCase): Promise<boolean> {
  const text = await inMemory((trip) => inMemory((fresh) => sharedTrip(golden, { trip, fresh }))).catch(
    () => "",
  );
  return isWritten(golden, { "sqlite.sql": readShared(golden) }, { "sqlite.sql": text }, (_, files) =>
    writeShared(golden, files["sqlite.sql"]),
  );
}

async function filesOnPostgres(golden: GoldenCase): Promise<GoldenFiles> {
  return (await goldenTrip(golden, await database.emptied())).files;
}

async function filesOnSqlite(golden: GoldenCase): Promise<SqliteFiles> {
  return (await inMemory((connection) => sqliteTrip(golden, connection))).files;
}

async function inMemory<T>(work: (connection: SqliteConnection) => Promise<T>): Promise<T> {
  const connection = await connect({ engine: "sqlite", path: MEMORY });
  try {
    return await work(connection);
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
