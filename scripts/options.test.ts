import { readFileSync } from "node:fs";

import { expect, it } from "@jest/globals";

import { OPTIONS_FILE, optionsFile } from "./lib/optionsFile.ts";

it("the list of options is that of the types; `npm run options` writes it", async () => {
  expect(readFileSync(OPTIONS_FILE, "utf8")).toBe(await optionsFile());
}, 60_000);
