import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A project of a user, on the disk. */
export interface TestProject {
  readonly folder: string;
  path(name: string): string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a temporary project with these files; drizzle-orm is installed in it, and nothing else. */
export async function testProject(files: Readonly<Record<string, string>>): Promise<TestProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "limbeck-loader-")));
  const project: TestProject = {
    folder,
    path: (name) => join(folder, name),
    write: async (more) => {
      for (const [name, text] of Object.entries(more)) await writeAt(join(folder, name), text);
    },
    remove: async () => await rm(folder, { recursive: true, force: true }),
  };
  await mkdir(join(folder, "node_modules"));
  const drizzle = dirname(createRequire(import.meta.url).resolve("drizzle-orm"));
  await symlink(drizzle, join(folder, "node_modules", "drizzle-orm"), "junction");
  await project.write(files);
  return project;
}

async function writeAt(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
