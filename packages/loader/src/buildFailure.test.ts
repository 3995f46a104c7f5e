import { describe, expect, it } from "@jest/globals";
import { LimbeckError } from "@limbeck/model";
import { loadModels } from "./models.ts";
import { load, project, projects } from "./testing/models.ts";

describe("a model that fails", () => {
  const failure = async (files: Readonly<Record<string, string>>) =>
    await load(files).catch((error: unknown) => error);

  it("to compile names file, line and column, counted as editors do", async () => {
    expect(await failure({ "schema.ts": `export const a = 1;\nexport const ö = "ä" b;\n` })).toMatchObject({
      code: "model-failed",
      exit: 2,
      message: 'schema.ts:2:22: Expected ";" but found "b"',
      facts: { file: projects[0]?.path("schema.ts"), line: 2, column: 22 },
    });
  });

  it("while it runs names the place in the file that threw, also below others", async () => {
    const files = {
      "lib.ts": `type A = {\n  b: number;\n};\nexport function fail(a?: A): number {\n  return a!.b;\n}`,
      "schema.ts": `import { fail } from "./lib";\nexport const here = __filename; export const a = fail();`,
    };
    expect(await failure(files)).toMatchObject({
      code: "model-failed",
      message: expect.stringMatching(/^lib\.ts:5:13: Cannot read properties of undefined/),
      facts: { line: 5, column: 13 },
    });
  });

  it("inside a package names the user's line, and the first line keeps its columns", async () => {
    const text = `import { integer } from "drizzle-orm/pg-core"; export const here = import.meta.url, a = integer.nope.more;`;
    expect(await failure({ "schema.ts": text })).toMatchObject({
      facts: { line: 1, column: text.indexOf(".more") + 2 },
    });
    const inside = await failure({
      "node_modules/bad/package.json": `{"name":"bad"}`,
      "node_modules/bad/index.js": `exports.bad = () => { throw new Error("postgres://me:secret@host/db refused\\nsecond line"); };`,
      "schema.ts": `import { bad } from "bad";\n\n  bad();`,
    });
    expect(inside).toMatchObject({ message: "schema.ts:3:3: postgres://me:***@host/db refused" });
    expect(JSON.stringify(inside)).not.toContain("secret");
  });

  it("inside a package that was bundled names the user's line too", async () => {
    const files = {
      "node_modules/bad/package.json": `{"name":"bad","type":"module","exports":{"import":"./index.js"}}`,
      "node_modules/bad/index.js": `export const bad = () => { throw new Error("refused"); };`,
      "schema.ts": `import { bad } from "bad";\n\n  bad();`,
    };
    expect(await failure(files)).toMatchObject({ message: "schema.ts:3:3: refused" });
  });

  it("because a package is missing names the import", async () => {
    expect(
      await failure({ "schema.ts": `\nimport { x } from "absent-package"; export const y = x;` }),
    ).toMatchObject({
      message: 'schema.ts:2:19: Could not resolve "absent-package"',
    });
  });

  it("with a failure of our own keeps its hint", async () => {
    const fail = () => {
      throw new LimbeckError({ code: "x", message: "wrong use", hint: "Use it rightly." });
    };
    const { folder } = await project({ "schema.ts": `import { fail } from "limbeck/pg";\nfail();` });
    const loading = loadModels({ cwd: folder, schema: "schema.ts", standIns: { "limbeck/pg": { fail } } });
    await expect(loading).rejects.toMatchObject({
      code: "model-failed",
      message: "schema.ts:2:1: wrong use",
      hint: "Use it rightly.",
    });
  });

  it("with something that is no error still names the file", async () => {
    expect(await failure({ "schema.ts": `throw "no";` })).toMatchObject({
      code: "model-failed",
      message: "schema.ts: no",
    });
  });
});
