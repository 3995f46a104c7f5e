import { describe, expect, it } from "@jest/globals";
import { sourcePosition, sourceStack } from "./position.ts";
import { loadRevision, loadRevisions, revisionDigest, revisionDigests } from "./revisions.ts";
import { project } from "./testing/models.ts";

const standIns = { limbeck: { sql: (text: string) => text } };
const revision = (body: string) => `/**\n * a revision\n */
import { sql, type Operations } from "limbeck";

export const revision = "a1";
export function upgrade(op: Operations): void {
  ${body}
}
export function downgrade(op: Operations): void {}
`;

describe("loadRevisions", () => {
  it("answers bodies that can be called, of ESM, of CommonJS and of a default export", async () => {
    const made = await project({
      "r/1.ts": revision("op.run(sql('one'));"),
      "r/2.cjs": `exports.upgrade = (op) => op.run("two"); exports.transaction = false;`,
      "r/3.mjs": `export default { upgrade(op) { op.run("three"); }, downgrade() {} };`,
    });
    const files = ["r/1.ts", "r/2.cjs", "r/3.mjs"].map((name) => made.path(name));
    const modules = await loadRevisions(files, { cwd: made.folder, standIns });
    const ran: unknown[] = [];
    for (const { upgrade } of modules) upgrade({ run: (text: unknown) => ran.push(text) });
    expect(ran).toEqual(["one", "two", "three"]);
    expect(
      modules.map(({ file, downgrade, transaction }) => [file, downgrade !== undefined, transaction]),
    ).toEqual([
      [files[0], true, undefined],
      [files[1], false, false],
      [files[2], true, undefined],
    ]);
  });

  it("places what a body throws later, now or after an await, in the file", async () => {
    const made = await project({
      "r/1.ts": revision(`op.execute();`),
      "r/2.ts": `export async function upgrade(): Promise<void> {\n  await Promise.resolve();\n  throw new Error("late");\n}`,
    });
    const [one, two] = await loadRevisions([made.path("r/1.ts"), made.path("r/2.ts")], {
      cwd: made.folder,
      standIns,
    });
    const thrown = (work: () => unknown): unknown => {
      try {
        return work();
      } catch (error) {
        return error;
      }
    };
    const fails = { execute: () => JSON.parse("{") as unknown };
    expect(sourcePosition(thrown(() => one?.upgrade(fails)))).toEqual({
      file: made.path("r/1.ts"),
      line: 8,
      column: 6,
    });
    const late: unknown = await Promise.resolve(two?.upgrade({})).catch((error: unknown) => error);
    expect(sourcePosition(late)).toEqual({ file: made.path("r/2.ts"), line: 3, column: 9 });
    expect(sourceStack(late)).toContain(`${made.path("r/2.ts")}:3:9`);
    expect(sourceStack(late)).not.toContain("limbeck-bundle");
    expect(sourcePosition(new Error("ours"))).toBeUndefined();
    expect(sourcePosition(undefined)).toBeUndefined();
  });

  it("refuses what does not load, with its place, and what is no revision", async () => {
    const made = await project({
      "r/1.ts": revision(`op.execute(;`),
      "r/2.ts": `const x: string[] = [];\nx[0].length;\nexport function upgrade() {}`,
      "r/3.ts": `export const revision = "a";`,
      "r/4.ts": `export function upgrade() {} export const downgrade = 5;`,
    });
    const load = async (name: string) => await loadRevision(made.path(name), { cwd: made.folder, standIns });
    await expect(load("r/1.ts")).rejects.toMatchObject({
      code: "revision-failed",
      exit: 3,
      facts: { line: 8, column: 14 },
    });
    await expect(load("r/2.ts")).rejects.toMatchObject({
      code: "revision-failed",
      facts: { line: 2, column: 6 },
    });
    await expect(load("r/3.ts")).rejects.toMatchObject({
      code: "revision-incomplete",
      facts: { missing: "upgrade" },
    });
    await expect(load("r/4.ts")).rejects.toMatchObject({
      code: "revision-incomplete",
      facts: { missing: "downgrade" },
    });
  });
});

describe("revisionDigest", () => {
  it("moves with the text and with what is imported, and is the same bundled or not", async () => {
    const made = await project({ "r/help.ts": `export const a = 1;` });
    const digest = async (text: string) => {
      await made.write({ "r/1.ts": text });
      return await revisionDigest({ path: made.path("r/1.ts"), text }, { cwd: made.folder, standIns });
    };
    const plain = revision("op.run('select * from \"import\"');");
    expect(await digest(plain)).toBe(await digest(plain));
    expect(await digest(plain)).not.toBe(await digest(plain.replace("select", "delete")));
    const helped = `import { a } from "./help"; export function upgrade() { return a; }`;
    const first = await digest(helped);
    expect(await digest(helped)).toBe(first);
    await made.write({ "r/help.ts": `export const a = 2;` });
    expect(await digest(helped)).not.toBe(first);
    const lone = "export function upgrade() {}";
    expect(await digest(`${lone} // import`)).not.toBe(await digest(lone));
  });

  it("does not depend on the way that it was found", async () => {
    const lone = `export function upgrade() { /* import */ }`;
    const made = await project({ "r/1.ts": lone });
    const { loneDigest } = await import("./importGraph.ts");
    const file = { path: made.path("r/1.ts"), text: lone };
    expect((await revisionDigests([file], { cwd: made.folder })).get(file.path)).toBe(loneDigest(lone));
  });

  it.each([
    `import "./help";`,
    `import{a}from"./help";`,
    `import {\n  a,\n} from "./help";`,
    `export * from "./help";`,
    `export { a } from "./help";`,
    `const { a } = require("./help");`,
    `const a = () => import("./help");`,
    `import { sql } from "limbeck"; import { a } from "./help";`,
    `import { sql } from "limbeck"\nimport { a } from "./help"`,
  ])("sees the import in %j", async (line) => {
    const text = `${line}\nexport function upgrade() { return typeof a; }`;
    const made = await project({ "r/help.ts": `export const a = 1;`, "r/1.ts": text });
    const options = { cwd: made.folder, standIns };
    const file = { path: made.path("r/1.ts"), text };
    const before = await revisionDigest(file, options);
    await made.write({ "r/help.ts": `export const a = 22;` });
    expect(await revisionDigest(file, options)).not.toBe(before);
  });
});
