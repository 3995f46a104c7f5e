import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readHeader } from "../packages/emitter/src/index.ts";
import { readRevisionFiles } from "../packages/loader/src/revisionFiles.ts";
import { buildGraph } from "../packages/revisions/src/index.ts";
import { inTurn, tellTimes } from "./lib/inTurn.ts";
import { revisionText } from "./lib/revisionText.ts";

const COUNT = 5000;

/** What is asked before anything is answered about the graph: all revision files read, their headers understood and linked. */
export async function benchmark(runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "limbeck-headers-"));
  try {
    const paths = writeRevisions(folder);
    const read = () => readRevisionFiles([folder], { recursive: true });
    const headersOf = (files: ReturnType<typeof read>) =>
      files.map(({ text, path }) => readHeader(text, path));
    const files = read();
    const headers = headersOf(files);
    console.log(`\nheaders: ${COUNT} revision files`);
    tellTimes(
      await inTurn(
        {
          "fs.readFile of all": async () => {
            await Promise.all(paths.map((path) => readFile(path, "utf8")));
          },
          "fs.readFileSync of all": () => void paths.map((path) => readFileSync(path, "utf8")),
          "text, headers and graph": () => void buildGraph(headersOf(read())),
          "- of these the text": read,
          "- the headers": () => headersOf(files),
          "- the graph": () => buildGraph(headers),
        },
        runs,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeRevisions(folder: string): readonly string[] {
  for (let number = 0; number < COUNT; number += 1) {
    const year = join(folder, String(2020 + (number % 7)));
    mkdirSync(year, { recursive: true });
    writeFileSync(join(year, `${String(number).padStart(5, "0")}_change.ts`), revisionText(number));
  }
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".ts")).map((name) => join(folder, name));
}
