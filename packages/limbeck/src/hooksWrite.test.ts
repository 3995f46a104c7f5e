import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

import { hooked, type Hooked } from "./testing/hooked.ts";

let bench: Hooked;
beforeEach(async () => {
  bench = await hooked();
});
afterEach(() => bench.end());

describe("processRevision", () => {
  it("rewrites what is written, and the file is proved as it is written", async () => {
    await bench.configured(
      `processRevision: ({ message, upgrade }, { record, describe }) => ({
        message: message + ": " + upgrade.map(describe).join(", "),
        upgrade: [...upgrade, ...record((op) => op.execute("CREATE VIEW v AS SELECT 1 AS x", { down: "DROP VIEW v" }))],
      })`,
    );
    const { code, stdout } = await bench.autogenerate("--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ proof: { kind: "proved" } });
    expect((await bench.project.run("history")).stdout).toContain(
      "first: table legacy_users: added, table users: added",
    );
    expect((await bench.onDatabase("upgrade", "head")).code).toBe(0);
    expect(await bench.query("SELECT x FROM v")).toEqual([{ x: 1 }]);
    expect((await bench.onDatabase("downgrade", "base", "--yes")).code).toBe(0);
  });

  it("splits a revision into several, which follow one another", async () => {
    await bench.configured(
      "processRevision: ({ upgrade }) => upgrade.map((one, at) => ({ message: `part ${at}`, upgrade: [one] }))",
    );
    const { code, stdout } = await bench.autogenerate();
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "revisions/0001_part_0.ts\nrevisions/0002_part_1.ts\n",
    });
    expect((await bench.project.run("history")).stdout).toMatch(/^0001 -> 0002 \(head\)[^]*<base> -> 0001/);
    expect((await bench.onDatabase("upgrade", "head")).code).toBe(0);
    expect((await bench.onDatabase("check")).code).toBe(0);
  });

  it("drops a revision", async () => {
    await bench.configured("processRevision: () => []");
    expect(await bench.autogenerate()).toMatchObject({ code: 0, stdout: "" });
  });

  it("is refused where what it wrote does not lead back", async () => {
    await bench.configured(
      "processRevision: ({ message, upgrade }) => ({ message, upgrade, downgrade: [] })",
    );
    const { code, stderr } = await bench.autogenerate();
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringContaining("After the downgrade"),
    });
    expect((await bench.project.run("heads")).stdout).toBe("");
  });

  it("is told where it gives something else, or throws", async () => {
    await bench.configured("processRevision: () => 3");
    expect(await bench.autogenerate()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("must give"),
    });
    await bench.configured("processRevision: () => { throw new Error('not today'); }");
    expect(await bench.autogenerate()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/limbeck\.config\.mjs:2:\d+: processRevision .* failed: not today/),
    });
  });
});

describe("renderOperation", () => {
  it("writes the line of an operation", async () => {
    await bench.configured(
      "renderOperation: (op, line) => (op.kind === 'dropTable' ? '// goodbye\\n' + line : undefined)",
    );
    expect((await bench.autogenerate()).code).toBe(0);
    expect(Object.values(await bench.project.revisions()).join("")).toContain("// goodbye\n  op.dropTable(");
  });

  it("is refused where the line says something else", async () => {
    await bench.configured("renderOperation: () => 'op.dropTable(\"users\")'");
    expect(await bench.autogenerate()).toMatchObject({
      code: 4,
      stderr: expect.stringContaining("does not say what was planned"),
    });
  });
});

describe("template", () => {
  it("is a file with placeholders", async () => {
    await bench.project.write({
      "revision.txt":
        "// ours\n{{comment}}\n{{ imports }}\nimport { join } from 'node:path';\n{{header}}\nexport const ticket = '{{ message }}';\n{{upgrade}}\n{{downgrade}}",
    });
    await bench.configured('template: "./revision.txt"');
    expect((await bench.autogenerate()).code).toBe(0);
    const text = Object.values(await bench.project.revisions()).join("");
    expect(text).toMatch(
      /^\/\/ ours\n[^]*import { join } from "node:path";[^]*export const ticket = "first";\n/,
    );
    expect((await bench.onDatabase("upgrade", "head")).code).toBe(0);
  });

  it("is a function of the parts", async () => {
    await bench.configured(
      "template: ({ comment, imports, header, upgrade, downgrade }) => [comment, imports, header, downgrade, upgrade].join('\\n')",
    );
    expect((await bench.autogenerate()).code).toBe(0);
    expect(Object.values(await bench.project.revisions()).join("")).toMatch(
      /function downgrade[^]*function upgrade/,
    );
  });

  it("is refused where it is not there, asks for what is not known, or loses the header", async () => {
    await bench.configured('template: "./none.txt"');
    expect(await bench.autogenerate()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("none.txt"),
    });
    await bench.project.write({ "revision.txt": "{{coment}}" });
    await bench.configured('template: "./revision.txt"');
    expect(await bench.autogenerate()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean {{comment}}"),
    });
    await bench.project.write({ "revision.txt": "{{header}}\n{{upgrade}}\n{{downgrade}}" });
    expect(await bench.autogenerate()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("its message"),
    });
    expect((await bench.project.run("heads")).stdout).toBe("");
  });
});

describe("postWrite", () => {
  it("runs commands for a new file, with its path", async () => {
    await bench.project.write({
      "stamp it.mjs": "import fs from 'node:fs'; fs.appendFileSync(process.argv[2], '// seen\\n');",
    });
    await bench.configured(`postWrite: ["node 'stamp it.mjs' {file}"]`);
    const { code, stderr } = await bench.project.run("revision", "-m", "it's a $(test)");
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/ran +node 'stamp it.mjs' revisions/),
    });
    expect(Object.values(await bench.project.revisions()).join("")).toMatch(/\/\/ seen\n$/);
  });

  it("says what failed, and keeps the file", async () => {
    await bench.configured(
      `postWrite: ["node -e \\"console.error('no'); process.exit(7)\\"", "no-such-program {file}"]`,
    );
    const { code, stderr } = await bench.project.run("revision", "-m", "x");
    expect(code).toBe(2);
    expect(stderr).toMatch(/ended with 7[^]*no\n[^]*stays: .*0001_x\.ts/);
    expect(Object.keys(await bench.project.revisions())).toEqual(["0001_x.ts"]);
  });

  it("warns where a command changed what the revision does", async () => {
    await bench.configured(
      `postWrite: ["node -e \\"require('node:fs').appendFileSync(process.argv[1], 'foo();')\\" {file}"]`,
    );
    expect((await bench.project.run("revision", "-m", "x")).stderr).toContain("has changed what");
  });
});
