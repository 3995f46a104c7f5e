import { appendFileSync } from "node:fs";
import Module, { register } from "node:module";
import { isMainThread } from "node:worker_threads";

/*
 * `node --import logModules.js program` writes what the program loads to the file that LOADED_MODULES names, a line each: URLs of
 * ES modules, paths of CommonJS, and the names of what is Node's own. Node calls the hook on a thread of its own, for which it loads this file once more.
 */
const log = process.env.LOADED_MODULES;
const write = (lines) => appendFileSync(log, lines.map((line) => `${line}\n`).join(""));

if (isMainThread) {
  register(import.meta.url);
  process.on("exit", () => write([...Object.keys(Module._cache), ...process.moduleLoadList]));
}

export async function load(url, context, nextLoad) {
  write([url]);
  return nextLoad(url, context);
}
