import { afterEach } from "@jest/globals";
import { type LoadedModels, loadModels, type ModelOptions } from "../models.ts";
import { testProject, type TestProject } from "./project.ts";

/** The projects of the running test; they are removed after it. */
export const projects: TestProject[] = [];

afterEach(async () => {
  for (const each of projects.splice(0)) await each.remove();
});

export async function project(files: Readonly<Record<string, string>>): Promise<TestProject> {
  const made = await testProject(files);
  projects.push(made);
  return made;
}

/** Loads `schema.ts`, or what the options say, of a project with these files. */
export async function load(
  files: Readonly<Record<string, string>>,
  options: Partial<ModelOptions> = {},
): Promise<LoadedModels> {
  const { folder } = await project(files);
  return await loadModels({ cwd: folder, schema: "./schema.ts", ...options });
}

/** What the first model file exports, or the one at an index. */
export function exported(models: LoadedModels, index = 0): Readonly<Record<string, unknown>> {
  return models.modules[index]?.exports ?? {};
}
