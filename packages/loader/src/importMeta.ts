import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

/** What `import.meta`, `__dirname` and `__filename` become in a bundle, where many files are one. */
export const importMetaDefines = {
  "import.meta": "__limbeck_meta",
  __dirname: "__limbeck_meta.dirname",
  __filename: "__limbeck_meta.filename",
};

const asked = /\bimport\s*\.\s*meta\b|\b__(?:dir|file)name\b/;

/**
 * The declaration that a file needs in front of its text, or nothing. It ends in no newline, so that lines keep their
 * numbers; columns of the first line move by its length.
 */
export function importMetaPrefix(file: string, text: string): string {
  return asked.test(text) ? `var __limbeck_meta=__limbeck.meta(${JSON.stringify(file)});` : "";
}

export interface ImportMeta {
  readonly url: string;
  readonly filename: string;
  readonly dirname: string;
  resolve(specifier: string): string;
}

/** `import.meta` as Node would give it to the file. */
export function importMeta(file: string): ImportMeta {
  const { href } = pathToFileURL(file);
  const resolve = (specifier: string) => pathToFileURL(createRequire(href).resolve(specifier)).href;
  return { url: href, filename: file, dirname: dirname(file), resolve };
}
