import { join } from "node:path";

import { format, resolveConfig } from "prettier";
import ts from "typescript";

import { root } from "../workspace.ts";
import { optionNames } from "./optionNames.ts";

const SOURCES = join(root, "packages/operations/src");
export const OPTIONS_FILE = join(SOURCES, "input/options.ts");

/** The file of the options as it has to be by the types of the table of operations. */
export async function optionsFile(): Promise<string> {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile.bind(ts.sys)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const { objects, directives } = optionNames(join(SOURCES, "operations.ts"), "operations", options);
  const text = `// Written by \`npm run options\` from the types of the operations. Do not edit.
/* eslint-disable max-lines -- as long as there are objects */

/** The options of each object; behind a colon stands the object that one is, or holds in a list. */
export const OBJECTS: Readonly<Record<string, string>> = ${words(objects, ([name, object]) => (object === null ? name : `${name}:${object}`))};

/** What each argument of a directive is: one of the objects, or \`-\` where nothing more is known of it. */
export const ARGUMENTS: Readonly<Record<string, string>> = ${words(directives, ([, object]) => object ?? "-")};
`;
  return format(text, { ...(await resolveConfig(OPTIONS_FILE)), filepath: OPTIONS_FILE });
}

type Entry = readonly [string, string | null];

function words(
  table: Readonly<Record<string, Readonly<Record<string, string | null>> | readonly (string | null)[]>>,
  word: (entry: Entry) => string,
): string {
  const lines = Object.entries(table).map(
    ([name, entries]) =>
      `${JSON.stringify(name)}: ${JSON.stringify(Object.entries(entries).map(word).join(" "))}`,
  );
  return `{${lines.join(",\n")}}`;
}
