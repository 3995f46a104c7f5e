import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "@jest/globals";

const testkit = pathToFileURL(join(import.meta.dirname, "index.ts")).href;

/** Starts a server in a process of its own, outside of our run, and says where and how its process ended. */
function startServer(ending: string): { readonly port: number; readonly folder: string } {
  const program = `
    const { postgresServer } = await import(${JSON.stringify(testkit)});
    const { port } = await postgresServer();
    console.log(JSON.stringify({ port, folder: process.env.LIMBECK_TEST_RUN }));
    ${ending}`;
  const { LIMBECK_TEST_RUN: _ours, ...env } = process.env;
  const args = ["--import", "tsx", "--input-type=module", "--eval", program];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", env });
  return JSON.parse(stdout) as { port: number; folder: string };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

describe("a run outside jest", () => {
  it("ends with its process: no server, no folder", async () => {
    const { port, folder } = startServer("");
    expect([await answers(port), existsSync(folder)]).toEqual([false, false]);
  });

  it("that was killed is cleared away by the next one", async () => {
    const killed = startServer("process.kill(process.pid, 'SIGKILL')");
    expect([await answers(killed.port), existsSync(killed.folder)]).toEqual([true, true]);
    startServer("");
    expect([await answers(killed.port), existsSync(killed.folder)]).toEqual([false, false]);
  });
});
