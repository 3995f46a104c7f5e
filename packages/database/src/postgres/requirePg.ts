import { createRequire } from "node:module";
import type * as pg from "pg";

/**
 * `pg`, loaded at the first call. It is CommonJS, and required it is there sooner than imported. On Node 20 it loads all of `fetch` too if
 * it is let: by building a `Response`, pg 8 asks whether it runs at Cloudflare, which without a global `navigator` it cannot tell.
 */
export function requirePg(): typeof pg {
  const require = createRequire(import.meta.url);
  return "navigator" in globalThis ? load(require) : without("Response", () => load(require));
}

function load(require: NodeJS.Require): typeof pg {
  return require("pg") as typeof pg;
}

/** Does something, all of it now, while a global is not there. */
function without<T>(name: "Response", use: () => T): T {
  const own = Object.getOwnPropertyDescriptor(globalThis, name);
  if (own?.configurable !== true) return use();
  Reflect.deleteProperty(globalThis, name);
  try {
    return use();
  } finally {
    Object.defineProperty(globalThis, name, own);
  }
}
