import { describe, expect, it } from "@jest/globals";
import { readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { installedProject, run } from "./testing/process.ts";
import type { TestProject } from "./testing/project.ts";

/** Depends on more than its text, so that it is run each time; `later` runs only when it is called. */
const schema = (answer: number): string =>
  `export const tenant = process.env.TENANT;\nexport const later = () => { throw new Error("of " + ${answer}); };`;

/** Loads, calls what runs later, keeps the code, and says where in the source it failed. */
const LOAD = `const opened = await loader.openModels({ cwd, schema: "schema.ts" });
  const { modules } = await opened.load();
  try { modules[0].exports.later(); } catch (error) { console.log(error.message, loader.sourcePosition(error).line); }
  await opened.keepCode();`;

const folder = (made: TestProject): string => made.path("node_modules/.cache/limbeck");

async function codeFiles(made: TestProject): Promise<readonly string[]> {
  const names = await readdir(folder(made));
  return names.filter((name) => !name.endsWith(".bundle")).map((name) => `${folder(made)}/${name}`);
}

async function keptProject(): Promise<readonly [TestProject, string]> {
  const made = await installedProject({ "schema.ts": schema(42) });
  expect(run(made, LOAD)).toEqual({ stdout: "of 42 2\n", stderr: "" });
  const [file = "", ...more] = await codeFiles(made);
  expect([file.endsWith(".code"), more]).toEqual([true, []]);
  return [made, file];
}

/** So long ago that any writing shows. */
async function age(file: string): Promise<void> {
  await utimes(file, 1, 1);
}

const isAged = async (file: string): Promise<boolean> => (await stat(file)).mtimeMs === 1000;

describe("what V8 has compiled", () => {
  it("is taken by the next process, which writes nothing and finds the same positions", async () => {
    const [made, file] = await keptProject();
    await age(file);
    expect(run(made, LOAD).stdout).toBe("of 42 2\n");
    expect(await isAged(file)).toBe(true);
  });

  it("is of just one text", async () => {
    const [made, file] = await keptProject();
    await made.write({ "schema.ts": schema(43) });
    expect(run(made, LOAD).stdout).toBe("of 43 2\n");
    const other = (await codeFiles(made)).find((each) => each !== file) ?? "";
    // A text of the same length: V8 would take it.
    await writeFile(other, await readFile(file));
    expect(run(made, LOAD).stdout).toBe("of 43 2\n");
  });

  it("is of just one V8", async () => {
    const [made, file] = await keptProject();
    await age(file);
    const other = `(await import("node:v8")).setFlagsFromString("--no-opt"); ${LOAD}`;
    expect(run(made, other).stdout).toBe("of 42 2\n");
    expect(await isAged(file)).toBe(true);
    expect(run(made, LOAD).stdout).toBe("of 42 2\n");
    expect(await isAged(file)).toBe(true);
  });

  it("that is broken, cut short or empty is compiled anew, in silence", async () => {
    const [made, file] = await keptProject();
    const whole = await readFile(file);
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 1;
    for (const broken of [Buffer.of(), whole.subarray(0, -9), flipped, Buffer.from("{}")]) {
      await writeFile(file, broken);
      expect(run(made, LOAD)).toEqual({ stdout: "of 42 2\n", stderr: "" });
      expect((await readFile(file)).length).toBeGreaterThan(1000);
    }
  });

  it("is done without where nothing can be kept, or the folder is gone", async () => {
    const [made] = await keptProject();
    const none = LOAD.replace("cwd,", "cwd, cache: false,");
    await rm(folder(made), { recursive: true });
    expect(run(made, none)).toEqual({ stdout: "of 42 2\n", stderr: "" });
    const gone = `const { rmSync } = await import("node:fs"); ${LOAD.replace("await opened.keep", `rmSync(${JSON.stringify(folder(made))}, { recursive: true }); await opened.keep`)}`;
    expect(run(made, gone)).toEqual({ stdout: "of 42 2\n", stderr: "" });
  });

  it("is pruned to the newest", async () => {
    const [made] = await keptProject();
    for (let index = 0; index < 9; index += 1) {
      await made.write({ "schema.ts": schema(index) });
      run(made, LOAD);
    }
    expect(await codeFiles(made)).toHaveLength(8);
  });
});
