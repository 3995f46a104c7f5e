import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Plugin } from "esbuild";

import { root } from "../workspace.ts";

const packages = join(root, "packages");
const FROM = /^(import|export) (?!type\b)(\*|\{[^}]*\}) from "([^"]+)";$/gm;

/**
 * Lets a file import each name of a package from the file that defines it. Chunks are cut along imports, whatever is used of them, so
 * that by way of a package's index who needs one function would load all of the package. esbuild refuses what is not found.
 */
export const withoutBarrels: Plugin = {
  name: "without-barrels",
  setup: (build) => {
    const finder = newFinder();
    build.onLoad({ filter: /[\\/]packages[\\/][^\\/]+[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8").replaceAll(
        FROM,
        (statement, keyword: string, names: string, specifier: string) => {
          const index = indexOf(specifier);
          return index === undefined || names === "*" || keyword === "export"
            ? statement
            : direct(names, index, finder);
        },
      );
      return { contents: text, loader: "ts" };
    });
  },
};

type Finder = (file: string, name: string) => string | undefined;

/** The index of a package of ours; undefined where the specifier means anything else. */
function indexOf(specifier: string): string | undefined {
  const [, name] = /^@limbeck\/([a-z]+)$/.exec(specifier) ?? [];
  const index = name === undefined ? undefined : join(packages, name, "src/index.ts");
  return index !== undefined && existsSync(index) ? index : undefined;
}

function direct(names: string, index: string, find: Finder): string {
  return namesIn(names)
    .map((name) => {
      const [exported = name] = name.split(" as ");
      return `import { ${name} } from ${JSON.stringify(find(index, exported) ?? index)};`;
    })
    .join(" ");
}

/** What stands in the braces but for types, of which nothing is left to load. */
function namesIn(braces: string): readonly string[] {
  const names = braces.slice(1, -1).split(",");
  return names.map((name) => name.trim()).filter((name) => name !== "" && !name.startsWith("type "));
}

/** Finds the file that defines what a file exports. */
function newFinder(): Finder {
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const text = texts.get(file) ?? readFileSync(file, "utf8");
    texts.set(file, text);
    return text;
  };
  const find: Finder = (file, name) => {
    const text = textOf(file);
    if (new RegExp(String.raw`^export (?:async )?(?:const|function|class) \*?${name}\b`, "m").test(text))
      return file;
    for (const [, keyword, names = "", specifier = ""] of text.matchAll(FROM)) {
      if (keyword !== "export" || !specifier.startsWith(".")) continue;
      const target = resolve(dirname(file), specifier);
      if (names === "*" || namesIn(names).includes(name)) {
        const found = find(target, name);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  return find;
}
