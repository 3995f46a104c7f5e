import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

import { connect, type Connection } from "../packages/database/src/index.ts";
import { freshDatabase, type TestDatabase } from "../packages/testkit/src/index.ts";
import { type Built, buildCommand } from "./lib/transcript.ts";

// Ctrl-Z while op.batches walks: the process of the command line stops between two batches.

const REVISION = `/** one */
export const revision = "0001";
export const downRevision = null;
export function upgrade(op) {
  op.execute("CREATE TABLE walked AS SELECT n AS id, 0 AS done FROM generate_series(1, 40) AS n; ALTER TABLE walked ADD PRIMARY KEY (id)");
  op.batches("walked", { size: 1, targetTime: 0 }, async ({ op, where }) => {
    await op.execute(\`UPDATE walked SET done = done + 1 WHERE \${where}; SELECT pg_sleep(0.05)\`);
  });
}
export function downgrade(op) { op.dropTable("walked"); }
`;

let built: Built;
let database: TestDatabase;
let connection: Connection;
let folder: string;
beforeAll(async () => {
  built = await buildCommand();
  database = await freshDatabase();
  connection = await connect(database.url);
  folder = mkdtempSync(join(tmpdir(), "limbeck-pause-"));
  writeFileSync(join(folder, "limbeck.config.json"), '{ "revisions": "." }');
  writeFileSync(join(folder, "0001.mjs"), REVISION);
});
afterAll(async () => {
  await connection.close();
  await database.drop();
  built.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function done(): Promise<number> {
  const [row] = await connection.query<{ n: string }>("SELECT count(*) AS n FROM walked WHERE done = 1");
  return Number(row?.n);
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}

/** The state of a process, by the kernel: `T` is stopped. */
function stateOf(pid: number): string {
  return readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .charAt(0);
}

// Elsewhere nobody tells whether a process is stopped.
const describeHere = process.platform === "linux" ? describe : describe.skip;

describeHere("a walk", () => {
  it("stops behind the batch in hand when it is asked to, holds no transaction open, and goes on", async () => {
    const path = `${built.bin}${delimiter}${process.env["PATH"] ?? ""}`;
    const env = { ...process.env, PATH: path };
    const child = spawn("sh", ["-c", `exec limbeck upgrade head --url '${database.url}'`], {
      cwd: folder,
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const { pid } = child;
    if (pid === undefined) throw new Error("no process");
    await until(async () => {
      if (child.exitCode !== null) throw new Error(stderr);
      const [there] = await connection.query<{ there: boolean }>(
        "SELECT to_regclass('walked') IS NOT NULL AS there",
      );
      return there?.there === true && (await done()) > 2;
    });
    child.kill("SIGTSTP");
    await until(() => stateOf(pid) === "T");
    const [open] = await connection.query<{ n: string }>(
      "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND xact_start IS NOT NULL AND pid <> pg_backend_pid()",
    );
    expect(Number(open?.n)).toBe(0);
    const paused = await done();
    expect(paused).toBeLessThan(40);
    child.kill("SIGCONT");
    expect(await ended).toBe(0);
    expect(await done()).toBe(40);
    expect(stderr).toMatch(/paused: fg or SIGCONT goes on\n.*going on/s);
  });
});
