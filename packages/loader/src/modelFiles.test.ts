import { describe, expect, it } from "@jest/globals";
import { loadModels } from "./models.ts";
import { project } from "./testing/models.ts";

describe("schema", () => {
  const files = {
    "src/a.schema.ts": `export const a = 1;`,
    "src/deep/b.schema.ts": `export const b = 1;`,
    "src/(app)/[id]/c.ts": `export const c = 1;`,
    "src/a.test.ts": `throw new Error("a test ran");`,
    "src/types.d.ts": `declare const x: number;`,
    "src/notes.txt": `no`,
    "node_modules/x/d.schema.ts": `throw new Error("a package ran");`,
  };
  const names = async (schema: string | string[]) => {
    const made = await project(files);
    const loaded = await loadModels({ cwd: made.folder, schema });
    return loaded.files.map((file) => file.slice(made.folder.length + 1).replaceAll("\\", "/"));
  };

  it("means files, folders of one level, and globs", async () => {
    expect(await names("./src")).toEqual(["src/a.schema.ts"]);
    expect(await names("**/*.schema.ts")).toEqual(["src/a.schema.ts", "src/deep/b.schema.ts"]);
    expect(await names(["src/deep/b.schema.ts", "./src/*.ts", "src/a.schema.ts"])).toEqual([
      "src/a.schema.ts",
      "src/deep/b.schema.ts",
    ]);
    expect(await names("src/*")).toEqual(["src/a.schema.ts", "src/deep/b.schema.ts"]);
    expect(await names("src/(app)/[id]/c.ts")).toEqual(["src/(app)/[id]/c.ts"]);
    expect(await names(["src/*.nothing.ts", "src"])).toEqual(["src/a.schema.ts"]);
  });

  it.each(["src/absent.ts", "absent/*.ts", "absent"])(
    "that is not there (%s) is an error",
    async (schema) => {
      await expect(names(schema)).rejects.toMatchObject({
        code: "models-not-found",
        exit: 2,
        facts: { pattern: schema },
      });
    },
  );

  it("with one absent path among good ones is an error, because its tables would look dropped", async () => {
    await expect(names(["src", "gone.ts"])).rejects.toMatchObject({
      code: "models-not-found",
      facts: { pattern: "gone.ts" },
    });
  });
});
