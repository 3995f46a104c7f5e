import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { ancestors } from "./ancestors.ts";

/** `require` as a file in that folder would have it. */
export function requireFrom(folder: string): NodeJS.Require {
  return createRequire(join(folder, "noop.js"));
}

/**
 * The file that `require` would load, or nothing where it would refuse: the package is absent, or its `exports` answer
 * to `import` alone.
 */
export function requirable(specifier: string, folder: string): string | undefined {
  try {
    return requireFrom(folder).resolve(specifier);
  } catch {
    return undefined;
  }
}

/** Whether Node reads the file as an ES module: by its extension, else by `type` in the nearest package.json. */
export function isEsModule(file: string): boolean {
  const extension = extname(file);
  if (extension === ".mjs" || extension === ".mts") return true;
  return extension === ".js" && packageType(dirname(file)) === "module";
}

function packageType(folder: string): unknown {
  const found = ancestors(folder).map((each) => manifest(join(each, "package.json")));
  return found.find((each) => each !== undefined)?.type;
}

function manifest(path: string): { readonly type?: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}
