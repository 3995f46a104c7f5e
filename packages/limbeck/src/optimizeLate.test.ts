import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, it } from "@jest/globals";

const MODULE = pathToFileURL(join(import.meta.dirname, "optimizeLate.ts")).href;

/** Calls a function that often, too long to be inlined; whether V8 optimised it, by what V8 says, and what stands on stderr. */
function optimises(calls: number, before: string): readonly [boolean, string] {
  const script = `${before}
    function hot(n) { let s = 0; ${"s = (s * 3 + n) % 1001; ".repeat(100)} return s; }
    let all = 0; for (let n = 0; n < ${calls}; n += 1) all += hot(n);`;
  // Without the compilers in between, which take their time in threads of their own.
  const flags = ["--trace-opt", "--no-maglev", "--no-use-osr"];
  const args = [...flags, `--import=${import.meta.resolve("tsx")}`, "--input-type=module", "-e", script];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(status).toBe(0);
  return [/<JSFunction hot\b.*turbofan/i.test(stdout), stderr];
}

it("keeps V8 from optimising what is soon over, and from nothing else, without a word", () => {
  const late = `import { optimizeLate } from ${JSON.stringify(MODULE)}; optimizeLate();`;
  expect(optimises(4000, "")).toEqual([true, ""]);
  expect(optimises(4000, late)).toEqual([false, ""]);
  expect(optimises(400_000, late)).toEqual([true, ""]);
}, 60_000);
