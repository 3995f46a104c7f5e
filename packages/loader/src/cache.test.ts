import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { bundle } from "./bundle.ts";
import { readCached } from "./cache.ts";
import { surroundings } from "./surroundings.ts";
import { testProject, type TestProject } from "./testing/project.ts";

let project: TestProject;

beforeEach(async () => {
  project = await testProject({
    "package.json": `{"name":"app"}`,
    "tsconfig.json": `{ "extends": "./base.json" }`,
    "base.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
    "src/lib.ts": `export const lib = 1;`,
    "src/other/lib.ts": `export const lib = "other";`,
    "src/schema.ts": `import { lib } from "@/lib"; import { is } from "drizzle-orm"; export const value = lib; export { is };`,
  });
});

afterEach(async () => await project.remove());

const folder = () => project.path("node_modules/.cache/limbeck");

async function value(cache?: string | false): Promise<unknown> {
  const options = { cwd: project.folder, purpose: "model" as const, ...(cache !== undefined && { cache }) };
  return (await (await bundle(["src/schema.ts"], options)).load("src/schema.ts"))["value"];
}

/** Whether the next load would build: the one kept bundle does not stand. */
async function stale(): Promise<boolean> {
  const [name = ""] = await readdir(folder());
  return (await readCached(folder(), name.replace(".bundle", ""))) === undefined;
}

describe("a kept bundle", () => {
  it("is taken while nothing changed, also where times moved", async () => {
    await value();
    expect(await stale()).toBe(false);
    await writeFile(project.path("src/app.db-wal"), "beside, and no import could mean it");
    await utimes(project.path("src/lib.ts"), 1, 1);
    await rename(project.path("src/lib.ts"), project.path("src/lib.tmp"));
    await rename(project.path("src/lib.tmp"), project.path("src/lib.ts"));
    expect(await stale()).toBe(false);
  });

  it("is really what runs", async () => {
    await value();
    const [name = ""] = await readdir(folder());
    const kept = await readCached(folder(), name.replace(".bundle", ""));
    expect(kept?.code).toContain("lib = 1");
    const { writeCached } = await import("./cache.ts");
    if (kept)
      await writeCached(folder(), name.replace(".bundle", ""), {
        ...kept,
        code: kept.code.replace("lib = 1", "lib = 99"),
      });
    expect(await value()).toBe(99);
  });

  const changes: Readonly<Record<string, () => Promise<unknown>>> = {
    "the text of an import": async () => await writeFile(project.path("src/lib.ts"), `export const lib = 2;`),
    "a tsconfig": async () => await writeFile(project.path("tsconfig.json"), `{}`),
    "what a tsconfig extends": async () =>
      await writeFile(
        project.path("base.json"),
        `{ "compilerOptions": { "paths": { "@/*": ["./src/other/*"] } } }`,
      ),
    "a nearer tsconfig": async () =>
      await writeFile(
        project.path("src/tsconfig.json"),
        `{ "compilerOptions": { "paths": { "@/*": ["./other/*"] } } }`,
      ),
    "the package.json that says what a .ts is": async () =>
      await writeFile(project.path("package.json"), `{"type":"module"}`),
    "a file that would be imported instead": async () =>
      await writeFile(project.path("src/lib.tsx"), `export const lib = 3;`),
    "a package that goes": async () =>
      await rm(project.path("node_modules/drizzle-orm"), { recursive: true }),
    "a package that comes nearer": async () => {
      await mkdir(project.path("src/node_modules/drizzle-orm"), { recursive: true });
      await writeFile(project.path("src/node_modules/drizzle-orm/package.json"), `{}`);
    },
    "a package that is another": async () => {
      await rm(project.path("node_modules/drizzle-orm"), { recursive: true });
      await mkdir(project.path("copy"));
      await writeFile(project.path("copy/package.json"), `{"name":"drizzle-orm","version":"9.0.0"}`);
      await symlink(project.path("copy"), project.path("node_modules/drizzle-orm"), "junction");
    },
  };

  it.each(Object.keys(changes))("falls with %s", async (change) => {
    await value();
    expect(await stale()).toBe(false);
    await changes[change]?.();
    expect(await stale()).toBe(true);
  });

  it("depends on the version of esbuild", async () => {
    await value();
    const [name = ""] = await readdir(folder());
    const { witnesses = [] } = (await readCached(folder(), name.replace(".bundle", ""))) ?? {};
    const paths = witnesses.map(({ path }) => path.replaceAll("\\", "/"));
    expect(paths).toContainEqual(expect.stringMatching(/\/esbuild\/package\.json$/));
  });

  it("that is broken, cut short or empty changes nothing, and is made anew", async () => {
    await value();
    const [name = ""] = await readdir(folder());
    const path = join(folder(), name);
    const text = await readFile(path, "utf8");
    for (const broken of ["", "{}", text.slice(0, -10), text.replace("lib = 1", "lib = 9"), "\n\n\n\n"]) {
      await writeFile(path, broken);
      expect(await value()).toBe(1);
      expect(await stale()).toBe(false);
    }
    await rm(folder(), { recursive: true });
    expect(await value()).toBe(1);
    expect(await readdir(folder())).toEqual([name]);
  });

  it("lies where the caller says, or nowhere", async () => {
    expect(await value(project.path("elsewhere"))).toBe(1);
    expect(await readdir(project.path("elsewhere"))).toHaveLength(1);
    expect(await value(false)).toBe(1);
    await expect(stat(folder())).rejects.toThrow("ENOENT");
  });

  it("is done without where the folder cannot be made", async () => {
    await writeFile(project.path("node_modules/.cache"), "a file, so that root is refused as well");
    await chmod(project.path("node_modules/.cache"), 0o444);
    expect(await value()).toBe(1);
    expect(await value(project.path("node_modules/.cache/limbeck"))).toBe(1);
  });

  it("is pruned to the newest", async () => {
    for (let index = 0; index < 70; index += 1) {
      await project.write({ [`src/${index}.ts`]: "export {};" });
      await bundle([`src/${index}.ts`], { cwd: project.folder, purpose: "model" });
    }
    expect((await readdir(folder())).length).toBeLessThanOrEqual(64);
  });
});

it("surroundings end where tsconfig files extend each other", async () => {
  await writeFile(project.path("base.json"), `{ "extends": "./tsconfig.json" }`);
  expect(surroundings([project.folder])).toContain(project.path("base.json"));
});
