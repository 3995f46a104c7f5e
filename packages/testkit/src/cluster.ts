import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { appendFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { copyForServer, handOver, serverAccount } from "./account.ts";
import { type Binaries, program } from "./binaries.ts";
import { commandFailed, serverNotStarted } from "./errors.ts";
import { once } from "./once.ts";
import { testFolder } from "./run.ts";
import { freePort } from "./freePort.ts";

/** Counts up when what stands in a prepared data directory changes. */
const TEMPLATE = 1;

/** Nothing in a test must survive a crash, so nothing waits for the disk. */
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  shared_buffers: "64MB",
  wal_level: "minimal",
  max_wal_senders: "0",
  autovacuum: "off",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  lc_messages: "C",
} satisfies Readonly<Record<string, string>>;

/** A role with the password `secret`, the one account of a test server that has to show a password. */
export const guardedRole = { user: "guarded", password: "secret" } as const;

/** The data directory of a new cluster, a copy of one that initdb made once and that is kept in the cache. */
export async function newDataDirectory(binaries: Binaries, data: string): Promise<void> {
  copyForServer(await template(binaries), data);
  // PostgreSQL insists on it, and Node 22 and newer do not copy a folder's mode.
  chmodSync(data, 0o700);
}

async function template(binaries: Binaries): Promise<string> {
  const folder = join(testFolder(), `template-${binaries.version}-${TEMPLATE}`);
  return once(`${folder}.json`, isFolder, async () => {
    const draft = `${folder}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    handOver(draft);
    initialise(binaries, draft);
    await writeFile(
      join(draft, "pg_hba.conf"),
      `host all ${guardedRole.user} all scram-sha-256\nhost all all all trust\n`,
    );
    await appendFile(join(draft, "postgresql.conf"), configuration());
    createGuardedRole(binaries, draft);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
    return folder;
  });
}

function isFolder(value: unknown): value is string {
  return typeof value === "string" && existsSync(join(value, "PG_VERSION"));
}

function configuration(): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join("");
}

function initialise(binaries: Binaries, data: string): void {
  const args = [
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "--no-sync",
    "--wal-segsize=1",
  ];
  run(binaries, "initdb", args);
}

function createGuardedRole(binaries: Binaries, data: string): void {
  const sql = `CREATE ROLE ${guardedRole.user} LOGIN PASSWORD '${guardedRole.password}'\n`;
  run(binaries, "postgres", ["--single", "-D", data, "postgres"], sql);
}

function run(binaries: Binaries, name: "initdb" | "postgres", args: readonly string[], input = ""): void {
  const { status, stdout, stderr, error } = spawnSync(program(binaries, name), args, {
    ...serverAccount(),
    cwd: dirname(args[1] ?? "."),
    encoding: "utf8",
    input,
  });
  if (status !== 0) throw commandFailed(name, error?.message ?? stdout + stderr);
}

export interface RunningServer {
  readonly port: number;
  readonly pid: number;
}

/** Starts PostgreSQL on a data directory, detached from this process. Errors: `test-server-not-started`. */
export async function startCluster(binaries: Binaries, data: string): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnPort(binaries, data, await freePort());
    } catch (error) {
      // Between asking for a free port and listening on it, another process may have taken it.
      if (attempt === 3) throw error;
    }
  }
}

async function startOnPort(binaries: Binaries, data: string, port: number): Promise<RunningServer> {
  const log = `${data}.log`;
  const output = openSync(log, "a");
  const child = spawn(program(binaries, "postgres"), ["-D", data, "-p", String(port)], {
    ...serverAccount(),
    cwd: dirname(data),
    detached: true,
    stdio: ["ignore", output, output],
    windowsHide: true,
  });
  closeSync(output);
  child.once("error", () => undefined);
  while (!isReady(data)) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      throw serverNotStarted(binaries.major, readFileSync(log, "utf8"));
    }
    await sleep(10);
  }
  child.unref();
  return { port, pid: child.pid ?? 0 };
}

/** PostgreSQL writes its state into the eighth line of postmaster.pid. */
function isReady(data: string): boolean {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[7]?.trim() === "ready";
  } catch {
    return false;
  }
}
