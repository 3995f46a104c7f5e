import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "./once.ts";

/** Names the folder of the servers that one test run shares; whoever sets it also stops them. */
const RUN = "LIMBECK_TEST_RUN";

/**
 * Where binaries, prepared data directories and the servers of test runs live. In the system's temporary folder, because
 * PostgreSQL refuses to run as root and the account that it then runs under cannot look into root's home.
 */
export function testFolder(): string {
  const folder =
    process.env["LIMBECK_TEST_CACHE"] ?? join(tmpdir(), `limbeck-test-${process.getuid?.() ?? 0}`);
  const runs = join(folder, "runs");
  if (!existsSync(runs)) {
    mkdirSync(runs, { recursive: true });
    openForServer(folder);
    openForServer(runs);
  }
  return folder;
}

/** The account that PostgreSQL runs under must be able to pass, whatever the umask. */
function openForServer(folder: string): void {
  chmodSync(folder, 0o755);
}

/**
 * Begins a test run, and clears away what crashed ones left. Answers the function that ends it: servers stopped, folder
 * gone. Inside a run that has begun already, both do nothing.
 */
export function beginRun(): () => void {
  if (process.env[RUN] !== undefined) return () => undefined;
  const runs = join(testFolder(), "runs");
  for (const name of readdirSync(runs)) if (!isAlive(ownerOf(name))) endRun(join(runs, name));
  const folder = mkdtempSync(join(runs, `${process.pid}-`));
  openForServer(folder);
  process.env[RUN] = folder;
  return () => {
    Reflect.deleteProperty(process.env, RUN);
    endRun(folder);
  };
}

/** The folder of the run in hand; a script that runs outside jest gets a run that ends with its process. */
export function runFolder(): string {
  if (process.env[RUN] === undefined) process.once("exit", beginRun());
  return process.env[RUN] ?? testFolder();
}

function ownerOf(folderName: string): number {
  return Number.parseInt(folderName, 10);
}

function endRun(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith("data-")) stopServer(join(folder, name));
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Synchronous, because it also runs in a process that is on its way out. */
function stopServer(data: string): void {
  const pid = postmasterOf(data);
  if (pid === undefined) return;
  try {
    // SIGQUIT is PostgreSQL's immediate shutdown; Windows knows no signals and ends the process either way.
    process.kill(pid, process.platform === "win32" ? "SIGKILL" : "SIGQUIT");
  } catch {
    return;
  }
  for (let turn = 0; turn < 500 && postmasterOf(data) !== undefined; turn++) pause(10);
}

function postmasterOf(data: string): number | undefined {
  const lines = read(join(data, "postmaster.pid"))?.split("\n");
  const pid = Number(lines?.[0]);
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  // The id may have gone to someone else since a crash; where the system tells, the command must name our folder.
  const command = read(`/proc/${pid}/cmdline`);
  return command === undefined || command.includes(data) ? pid : undefined;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
