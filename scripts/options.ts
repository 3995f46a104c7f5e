import { readFileSync, writeFileSync } from "node:fs";

import { OPTIONS_FILE, optionsFile } from "./lib/optionsFile.ts";

/* `npm run options` writes down, for the checks at run time, which options the directives of revision files take by their types. */

const text = await optionsFile();
if (text !== readFileSync(OPTIONS_FILE, "utf8")) writeFileSync(OPTIONS_FILE, text);
