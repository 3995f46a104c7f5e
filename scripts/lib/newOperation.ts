import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { familyText, pageText } from "./newOperationTexts.ts";

/**
 * Writes the skeleton of an operation family into a copy of the repository, and enters it in the table of operations. Answers
 * the paths that were written, relative to the repository. Throws where the name is no name or the family is there.
 */
export function writeFamily(root: string, name: string): readonly string[] {
  if (!/^[a-z][A-Za-z]+$/.test(name)) throw new Error(`a family is named like "exclusion", not "${name}"`);
  const source = "packages/operations/src";
  if (existsSync(join(root, source, name))) throw new Error(`there is a family ${name}`);
  const made: Readonly<Record<string, string>> = {
    [`${source}/${name}/${name}.ts`]: familyText(name),
    [`docs/operations/${name}.md`]: pageText(name),
    [`fixtures/${name}/add/before.ts`]: modelsText,
    [`fixtures/${name}/add/after.ts`]: modelsText,
  };
  const changed: Readonly<Record<string, string>> = {
    [`${source}/operations.ts`]: enteredInTable(read(root, `${source}/operations.ts`), name),
    [`${source}/index.ts`]: exported(read(root, `${source}/index.ts`), name),
  };
  const files = Object.entries({ ...made, ...changed });
  for (const [path, text] of files) write(root, path, text);
  return files.map(([path]) => path);
}

const modelsText = `import { integer, pgTable } from "drizzle-orm/pg-core";

export const books = pgTable("books", {
  id: integer().primaryKey(),
});
`;

/** The text of operations.ts with the family imported and spread, each in its place. */
function enteredInTable(text: string, name: string): string {
  const imported = sortedInto(
    text,
    /^import \{ \w+Operations \} .*\n/gm,
    `import { ${name}Operations } from "./${name}/${name}.ts";\n`,
  );
  const spread = imported.replace(/^( {2}\.\.\.indexOperations,\n)/m, `$1  ...${name}Operations,\n`);
  if (spread === imported) throw new Error("operations.ts is not laid out as this script knows it");
  return spread;
}

function exported(text: string, name: string): string {
  return sortedInto(text, /^export .*\n/gm, `export * from "./${name}/${name}.ts";\n`);
}

/** The text with a line among its like, before the first that comes after it in the alphabet of paths. */
function sortedInto(text: string, like: RegExp, line: string): string {
  const path = (each: string): string => /"(.*)"/.exec(each)?.[1] ?? "";
  const lines = [...text.matchAll(like)];
  const next = lines.find(([each]) => path(each) > path(line));
  const last = lines.at(-1);
  if (last === undefined) throw new Error("a file is not laid out as this script knows it");
  const at = next?.index ?? last.index + last[0].length;
  return text.slice(0, at) + line + text.slice(at);
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
