import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { main } from "../main.ts";

const WORKSPACE = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");

// Each account has its own, because it cannot write to that of another.
const CACHE = join(tmpdir(), `limbeck-test-cache-${process.getuid?.() ?? 0}`);

/** What a command left behind. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project folder of a user, and the command line in it. */
export interface TestProject {
  readonly folder: string;
  /** Runs `limbeck …` as the command line does, in this process. */
  readonly run: (...argv: readonly string[]) => Promise<Ran>;
  /** The same, giving what it printed; throws where it does not end with 0. */
  readonly ok: (...argv: readonly string[]) => Promise<string>;
  readonly write: (files: Readonly<Record<string, string>>) => Promise<void>;
  /** The revision files, oldest first, by name. */
  readonly revisions: () => Promise<Readonly<Record<string, string>>>;
  readonly remove: () => Promise<void>;
}

/** Makes a project of files; what it imports from packages is what this workspace has installed. */
export async function testProject(files: Readonly<Record<string, string>>): Promise<TestProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "limbeck-")));
  await mkdir(join(folder, "node_modules"));
  // One cache for all of them: to prepare the embedded PostgreSQL takes longer than a test.
  await mkdir(CACHE, { recursive: true });
  await symlink(CACHE, join(folder, "node_modules/.cache"), "junction");
  for (const name of ["drizzle-orm", "@libsql"])
    await symlink(join(WORKSPACE, "node_modules", name), join(folder, "node_modules", name), "junction");
  const project: TestProject = {
    folder,
    run: (...argv) => runIn(folder, argv),
    ok: async (...argv) => (await ended(folder, argv)).stdout,
    write: async (more) => {
      for (const [name, text] of Object.entries(more)) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), text);
      }
    },
    revisions: () => readRevisions(join(folder, "revisions")),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  await project.write(files);
  return project;
}

/** In the order in which they were written: the names of two from one second tell nothing. */
async function readRevisions(folder: string): Promise<Readonly<Record<string, string>>> {
  const files = await Promise.all(
    (await readdir(folder)).sort().map(async (name) => {
      const path = join(folder, name);
      const { mtimeMs } = await stat(path);
      return { name, second: name.slice(0, SECOND), mtimeMs, text: await readFile(path, "utf8") };
    }),
  );
  files.sort((a, b) => a.second.localeCompare(b.second) || a.mtimeMs - b.mtimeMs);
  return Object.fromEntries(files.map(({ name, text }) => [name, text]));
}

const SECOND = "20261122_120000".length;

async function ended(folder: string, argv: readonly string[]): Promise<Ran> {
  const ran = await runIn(folder, argv);
  if (ran.code !== 0)
    throw new Error(`limbeck ${argv.join(" ")} ended with ${ran.code}:\n${ran.stdout}${ran.stderr}`);
  return ran;
}

async function runIn(folder: string, argv: readonly string[]): Promise<Ran> {
  const environment = { ...process.env };
  // The machine's own database is not that of the project.
  for (const name of ["DATABASE_URL", "FORCE_COLOR"]) Reflect.deleteProperty(process.env, name);
  const stdout = capture(process.stdout);
  const stderr = capture(process.stderr);
  try {
    const code = await main(argv, folder);
    return { code, stdout: stdout.text(), stderr: withoutFirstStart(stderr.text()) };
  } finally {
    stdout.restore();
    stderr.restore();
    process.env = environment;
  }
}

/** Only the first of all tests on a machine has to prepare the embedded PostgreSQL, and says so. */
export function withoutFirstStart(stderr: string): string {
  return stderr.replace(/^ {2}preparing .*\n/gm, "");
}

function capture(stream: NodeJS.WriteStream): { text: () => string; restore: () => void } {
  const written: string[] = [];
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array): boolean => {
    written.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
    return true;
  };
  return {
    text: () => written.join(""),
    restore: () => {
      stream.write = write;
    },
  };
}
