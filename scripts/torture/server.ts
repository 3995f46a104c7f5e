import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { handOver } from "../../packages/testkit/src/account.ts";
import { postgresBinaries } from "../../packages/testkit/src/binaries.ts";
import { newDataDirectory, type RunningServer, startCluster } from "../../packages/testkit/src/cluster.ts";
import { isAlive } from "../../packages/testkit/src/once.ts";
import { runFolder } from "../../packages/testkit/src/run.ts";
import { longHistory } from "./history.ts";
import { type Inspected, inspect } from "./inspect.ts";
import { ENDS } from "./blows.ts";
import { finish, type Rounds, tally } from "./rounds.ts";

const MAJOR = 18;

/** A server of one's own, which may die. */
interface OwnServer {
  readonly database: Inspected;
  readonly pid: () => number;
  /** Starts it again, where it is dead. */
  readonly revive: () => Promise<void>;
  readonly end: () => Promise<void>;
}

async function ownServer(folder: string): Promise<OwnServer> {
  const binaries = await postgresBinaries(MAJOR);
  const data = join(folder, "data-own");
  await newDataDirectory(binaries, data);
  let running: RunningServer = await startCluster(binaries, data);
  const client = async (): Promise<pg.Client> => {
    const made = new pg.Client({
      host: "127.0.0.1",
      port: running.port,
      user: "postgres",
      database: "postgres",
    });
    made.on("error", () => undefined);
    await made.connect();
    return made;
  };
  const die = async (): Promise<void> => {
    if (isAlive(running.pid)) process.kill(running.pid, "SIGQUIT");
    while (isAlive(running.pid)) await sleep(20);
  };
  return {
    database: {
      name: "postgres",
      get url() {
        return `postgres://postgres@127.0.0.1:${running.port}/postgres`;
      },
      get server() {
        return { major: MAJOR, host: "127.0.0.1", user: "postgres", ...running };
      },
      client,
    },
    pid: () => running.pid,
    revive: async () => {
      if (
        isAlive(running.pid) &&
        (await client().then(
          (made) => made.end().then(() => true),
          () => false,
        ))
      )
        return;
      await die();
      rmSync(join(data, "postmaster.pid"), { force: true });
      running = await startCluster(binaries, data);
    },
    end: die,
  };
}

/** Ends the server in the middle of a run, again and again, until a run is through. */
export async function serverKilled(rounds: Rounds, expected: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(runFolder(), "own-"));
  handOver(folder);
  const own = await ownServer(folder);
  try {
    for (let at = 0; ; at += 1) {
      const run = rounds.start({ url: own.database.url, count: rounds.count });
      await run.ready;
      await sleep(100 + Math.random() * 500);
      process.kill(own.pid(), "SIGQUIT");
      const { code } = await run.ended;
      tell(rounds, "server killed", code);
      await own.revive();
      const { applied } = await inspect(own.database, longHistory(rounds.count));
      if (applied === rounds.count || at > 50) break;
    }
    await finish(rounds, own.database, expected);
  } finally {
    await own.end();
  }
}

/** Fills the disk before a run, and makes room again. False where no small disk can be had. */
export async function diskFull(rounds: Rounds, expected: readonly string[]): Promise<boolean> {
  const folder = mkdtempSync(join(runFolder(), "disk-"));
  const mount = spawnSync("mount", ["-t", "tmpfs", "-o", "size=96m,mode=755", "limbeck", folder]);
  if (mount.status !== 0) return false;
  try {
    handOver(folder);
    const own = await ownServer(folder);
    try {
      for (const room of [400, 900, 1500, 3000]) await fillAndRun(rounds, own, folder, room);
      await finish(rounds, own.database, expected);
    } finally {
      await own.end();
    }
  } finally {
    spawnSync("umount", ["-l", folder]);
  }
  return true;
}

async function fillAndRun(rounds: Rounds, own: OwnServer, folder: string, room: number): Promise<void> {
  const ballast = join(folder, "ballast");
  mkdirSync(ballast, { recursive: true });
  const { stdout } = spawnSync("df", ["-k", "--output=avail", folder], { encoding: "utf8" });
  const free = Number(stdout.split("\n")[1]);
  if (free > room) writeFileSync(join(ballast, "stone"), Buffer.alloc((free - room) * 1024));
  const { code } = await rounds.start({ url: own.database.url, count: rounds.count }).ended;
  if (existsSync(ballast)) rmSync(ballast, { recursive: true });
  tell(rounds, "disk full", code);
  await own.revive();
  await inspect(own.database, longHistory(rounds.count));
}

function tell({ counts }: Rounds, name: string, code: number | undefined): void {
  if (!ENDS.includes(code)) throw new Error(`${name}: ended with ${String(code)}`);
  counts.blows += 1;
  tally(counts, `${name}: exit ${String(code)}`);
}
