import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";

import { freshDatabase, type TestDatabase } from "../packages/testkit/src/index.ts";
import { type Built, buildCommand } from "./lib/transcript.ts";

// What a person at a terminal meets: colours and questions. `script` of util-linux is the terminal.

const REVISION = `/** one */
export const revision = "0001";
export const downRevision = null;
export function upgrade(op) {
  op.createTable("t", { columns: [{ name: "id", type: "integer" }] });
  op.bulkInsert("t", [{ id: 1 }, { id: 2 }]);
}
export function downgrade(op) { op.dropTable("t"); }
`;

let built: Built;
let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  built = await buildCommand();
  folder = mkdtempSync(join(tmpdir(), "limbeck-terminal-"));
  writeFileSync(join(folder, "limbeck.config.json"), '{ "revisions": "." }');
  writeFileSync(join(folder, "0001.mjs"), REVISION);
});
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  database = await freshDatabase();
  expect(shell('limbeck upgrade head -q --url "$DB"', "").code).toBe(0);
});
afterEach(() => database.drop());

function shell(command: string, typed: string, more: NodeJS.ProcessEnv = {}) {
  const { CI: _, FORCE_COLOR: __, NO_COLOR: ___, DATABASE_URL: ____, ...own } = process.env;
  const path = `${built.bin}${delimiter}${own["PATH"] ?? ""}`;
  const env = { ...own, TERM: "xterm", DB: database.url, PATH: path, ...more };
  const { status, stdout } = spawnSync("sh", ["-c", command], {
    cwd: folder,
    env,
    input: typed,
    encoding: "utf8",
    // A question that nobody answers waits for ever.
    timeout: 30_000,
  });
  return { code: status, text: stdout };
}

/** Types into a terminal in which a command runs. */
function terminal(command: string, typed = "", more: NodeJS.ProcessEnv = {}) {
  return shell(`script --quiet --return --command 'stty cols 100; ${command}' /dev/null`, typed, more);
}

const RED = "\u001B[31m";

// Elsewhere `script` has other options, or is not there.
const describeHere = process.platform === "linux" ? describe : describe.skip;

describeHere("at a terminal", () => {
  it("errors are coloured, unless the person wants none", () => {
    expect(terminal("limbeck show none").text).toContain(RED);
    expect(terminal("limbeck show none --no-color").text).not.toContain(RED);
    expect(terminal("limbeck show none", "", { NO_COLOR: "1" }).text).not.toContain(RED);
    expect(terminal("limbeck show none", "", { CI: "1" }).text).not.toContain(RED);
    expect(shell("limbeck show none 2>&1", "").text).not.toContain(RED);
  });

  it("a downgrade that loses data asks, and does what is answered", () => {
    const downgrade = 'limbeck downgrade base --url "$DB"';
    const refused = terminal(downgrade, "n\n");
    expect(refused).toMatchObject({
      code: 3,
      text: expect.stringMatching(/drops table t and its rows \(2\)[^]*Go on\?/),
    });
    expect(shell('limbeck current --url "$DB"', "").text).toBe("0001 (head)\n");
    expect(terminal(downgrade, "y\n").code).toBe(0);
    expect(shell('limbeck current --url "$DB"', "").text).toBe("");
  });

  it("a downgrade that finds nothing to lose asks nothing", async () => {
    await database.execute("DELETE FROM t");
    const { code, text } = terminal('limbeck downgrade base --url "$DB"');
    expect({ code, text }).toEqual({ code: 0, text: expect.not.stringContaining("Go on?") });
  });

  it("nothing is asked where a script reads the answer", () => {
    const { code, text } = terminal('limbeck downgrade base --json --url "$DB"', "y\n");
    expect({ code, text }).toEqual({ code: 3, text: expect.not.stringContaining("Go on?") });
  });
});
