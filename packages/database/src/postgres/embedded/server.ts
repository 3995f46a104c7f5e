import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { embeddedServerFailed } from "../../errors.ts";
import type { PostgresTarget } from "../../target.ts";
import { type InstalledServer } from "./installed.ts";
import { removeAbandoned } from "./abandoned.ts";
import { handOver, program, programsFor, runProgram, serverAccount } from "./programs.ts";

/** A server of one's own, which lives as long as it is needed. */
export interface EmbeddedServer {
  readonly target: PostgresTarget;
  readonly stop: () => Promise<void>;
}

/** What the names of its folders begin with. */
const EMBEDDED = "limbeck-postgres-";

/**
 * Starts a PostgreSQL on an empty folder of its own, that only who knows its password can talk to. It ends, and its folder with it, when
 * it is stopped or this process exits; what a killed process left, the next start removes. Errors: `embedded-postgres-failed` (2).
 */
export async function startEmbedded(server: InstalledServer): Promise<EmbeddedServer> {
  removeAbandoned(tmpdir(), EMBEDDED);
  const folder = mkdtempSync(join(tmpdir(), EMBEDDED));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    writeFileSync(join(folder, "owner"), String(process.pid));
    const programs = programsFor(server, folder);
    const password = randomBytes(16).toString("hex");
    await initialise(server, programs, folder, password);
    const { child, port } = await start(server, programs, folder);
    const end = (): void => {
      child.kill("SIGQUIT");
      remove();
    };
    process.once("exit", end);
    return {
      target: {
        engine: "postgres",
        host: "127.0.0.1",
        port,
        user: USER,
        password,
        database: "postgres",
        ssl: false,
      },
      stop: async () => {
        process.off("exit", end);
        await ended(child);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

const USER = "limbeck";

async function initialise(
  server: InstalledServer,
  programs: string,
  folder: string,
  password: string,
): Promise<void> {
  const secret = join(folder, "secret");
  writeFileSync(secret, password, { mode: 0o600 });
  handOver(folder);
  const said = await runProgram(
    program(programs, "initdb"),
    [
      ...["-D", join(folder, "data"), "-U", USER, "-A", "scram-sha-256", `--pwfile=${secret}`],
      ...["-E", "UTF8", "--locale=C", "--no-sync"],
    ],
    folder,
  );
  rmSync(secret);
  if (said !== undefined) throw embeddedServerFailed(server.version, said);
}

/** Nothing in it has to survive a crash. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "32MB",
  max_connections: "50",
  autovacuum: "off",
  lc_messages: "C",
} satisfies Readonly<Record<string, string>>;

async function start(server: InstalledServer, programs: string, folder: string): Promise<Started> {
  for (let attempt = 1; ; attempt += 1) {
    const started = await startOn(await freePort(), programs, folder);
    if ("child" in started) return started;
    // Between asking for a free port and listening on it, another process may have taken it.
    if (attempt === 3) throw embeddedServerFailed(server.version, started.said);
  }
}

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
}

async function startOn(
  port: number,
  programs: string,
  folder: string,
): Promise<Started | { readonly said: string }> {
  const [data, log] = [join(folder, "data"), join(folder, "log")];
  const output = openSync(log, "a");
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(program(programs, "postgres"), ["-D", data, "-p", String(port), ...settings], {
    ...serverAccount(),
    cwd: folder,
    // Ctrl-C is for us: what runs there is cancelled first.
    detached: true,
    stdio: ["ignore", output, output],
    windowsHide: true,
  });
  closeSync(output);
  let failed = "";
  child.once("error", ({ message }) => (failed = message));
  while (!isReady(data)) {
    if (failed !== "" || child.exitCode !== null || child.signalCode !== null)
      return { said: failed === "" ? readFileSync(log, "utf8") : failed };
    await sleep(10);
  }
  child.unref();
  return { child, port };
}

/** PostgreSQL writes its state into the eighth line of postmaster.pid. */
function isReady(data: string): boolean {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

/** Sessions that are left are cut off: nothing of theirs is kept. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>((done) => child.once("exit", () => done()));
  child.ref();
  child.kill("SIGQUIT");
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}
