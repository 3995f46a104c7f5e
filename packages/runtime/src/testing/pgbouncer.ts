import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectTo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { freePort } from "@limbeck/testkit";

/** A pooler in transaction mode, in front of a server. */
export interface Pooler {
  /** The URL of a database by way of the pooler. */
  readonly url: (url: string) => string;
  readonly close: () => Promise<void>;
}

export function hasPgbouncer(): boolean {
  return spawnSync("pgbouncer", ["--version"]).status === 0;
}

/** Starts PgBouncer in front of the server of a URL. */
export async function openPgbouncer(url: string): Promise<Pooler> {
  const server = new URL(url);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "limbeck-pgbouncer-"));
  chmodSync(folder, 0o755);
  const file = join(folder, "pgbouncer.ini");
  writeFileSync(file, configuration(server, port));
  // It does not run as root.
  const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const child = spawn("pgbouncer", ["-q", file], { ...account, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("close", resolve));
  while (!(await answers(port))) await sleep(20);
  return {
    url: (direct) => {
      const pooled = new URL(direct);
      pooled.port = String(port);
      return pooled.href;
    },
    close: async () => {
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration({ hostname, port, username }: URL, listen: number): string {
  return `[databases]
* = host=${hostname} port=${port} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 30
`;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTo(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
