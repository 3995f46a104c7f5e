import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { testProject, type TestProject } from "../testing/project.ts";
import { knownModels } from "./knownModels.ts";
import { loadProjectModels, type ProjectModels } from "./models.ts";
import { openProjects, type Project } from "./project.ts";

const SCHEMA = `import { pgRole, pgSchema, pgTable, pgView, text } from "drizzle-orm/pg-core";
import { comment } from "limbeck/pg";
export const app = pgSchema("app");
export const owner = pgRole("owner");
export const elsewhere = pgRole("elsewhere").existing();
export const theirs = pgView("theirs", { name: text() }).existing();
export const users = comment(app.table("users", { fullName: text() }), "People.");
`;

let folder: string;
let made: TestProject;
let project: Project;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "limbeck-known-"));
  made = await testProject({ "schema.ts": SCHEMA, "tsconfig.json": "{}" });
  project = await opened();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await made.remove();
});

async function opened(config: Partial<Project["config"]> = {}): Promise<Project> {
  const [first] = await openProjects({ cwd: made.folder, schema: "./schema.ts" });
  if (first === undefined) throw new Error("no project");
  return { ...first, cacheDir: () => folder, config: { ...first.config, ...config } };
}

const kept = (): string => join(folder, readdirSync(folder).find((name) => name.startsWith("models-")) ?? "");
const columns = ({ schema }: ProjectModels): unknown => schema.tables[0]?.columns.map(({ name }) => name);

function forge(): void {
  writeFileSync(kept(), readFileSync(kept(), "utf8").replaceAll("fullName", "forged"));
}

describe("models that are known", () => {
  it("are all that they were read as", async () => {
    const read = await loadProjectModels(project);
    const known = await loadProjectModels(project);
    expect(known).toEqual(read);
    expect(known).not.toBe(read);
    expect([known.manages, known.views.existing, known.roles.names, known.roles.existing]).toEqual([
      new Set(["comments"]),
      new Set(['["theirs"]']),
      new Set(["owner"]),
      new Set(["elsewhere"]),
    ]);
  });

  it("are not run", async () => {
    await loadProjectModels(project);
    forge();
    expect(columns(await loadProjectModels(project))).toEqual(["forged"]);
  });

  it("are read anew once they are others, and when configured otherwise", async () => {
    await loadProjectModels(project);
    forge();
    expect(columns(await loadProjectModels(await opened({ casing: "snake_case" })))).toEqual(["full_name"]);
    expect((await loadProjectModels(await opened({ manage: ["views"] }))).views.managed).toBe(true);
    await made.write({ "schema.ts": SCHEMA.replace("fullName", "name") });
    expect(columns(await loadProjectModels(project))).toEqual(["name"]);
  });

  it.each(["", "{}", "x\n{", "\0"])("are read anew where %j is what was kept", async (text) => {
    const read = await loadProjectModels(project);
    writeFileSync(kept(), text);
    expect(await loadProjectModels(project)).toEqual(read);
    writeFileSync(kept(), readFileSync(kept(), "utf8").slice(0, -20));
    expect(await loadProjectModels(project)).toEqual(read);
  });
});

it("models that depend on more than their text are run each time", async () => {
  const text = SCHEMA.replace('"users"', 'process.env.USERS ?? "users"');
  await made.write({ "schema.ts": text });
  await loadProjectModels(project);
  expect(readdirSync(folder).filter((name) => name.startsWith("models-"))).toEqual([]);
  expect(knownModels(project, {}).models).toBeUndefined();
});

it("a folder that cannot be written does no harm", async () => {
  writeFileSync(join(folder, "file"), "");
  const models = await loadProjectModels({ ...project, cacheDir: () => join(folder, "file") });
  expect(columns(models)).toEqual(["fullName"]);
});
