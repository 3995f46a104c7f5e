import { isLimbeckError } from "../packages/model/src/error.ts";
import {
  GOLDEN_FILES,
  type GoldenCase,
  type GoldenFiles,
  readGolden,
  writeGolden,
} from "../packages/proof/src/testing/goldenCase.ts";
import { goldenDatabase } from "../packages/proof/src/testing/goldenDatabase.ts";
import { goldenTrip } from "../packages/proof/src/testing/goldenTrip.ts";
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
  const written = readGolden(golden);
  const { files } = await goldenTrip(golden, await database.emptied());
  const changed = GOLDEN_FILES.filter((file) => written[file] !== files[file]);
  if (changed.length === 0) return true;
  if (update) writeGolden(golden, files);
  for (const file of changed) report(golden, file, written, files);
  return update;
}

function report({ name: of }: GoldenCase, file: keyof GoldenFiles, old: GoldenFiles, now: GoldenFiles): void {
  console.log(`${update ? "wrote" : "differs"}  fixtures/${of}/${file}`);
  if (!update) console.log(lineDiff(old[file], now[file]).join("\n"));
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
