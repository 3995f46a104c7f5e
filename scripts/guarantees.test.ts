import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "@jest/globals";

const root = new URL("../", import.meta.url);
const page = readFileSync(new URL("docs/guarantees.md", root), "utf8");

/** What goes wrong, and what shows the promise. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, wrong = "", , shown = ""]) => ({ wrong, shown }));

const tests = ["packages", "scripts"]
  .flatMap((folder) =>
    readdirSync(fileURLToPath(new URL(folder, root)), { recursive: true, encoding: "utf8" }),
  )
  .filter((path) => path.endsWith(".test.ts") && !path.includes("node_modules"))
  .map((path) => basename(path));

const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

describe("docs/guarantees.md", () => {
  it("has promises", () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)("names what shows what is promised where $wrong", ({ shown }) => {
    const named = [...shown.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    const missing = named.filter((name) => {
      const [, script] = /^npm run (\w+)/.exec(name) ?? [];
      return script === undefined ? !tests.includes(name) : !(script in scripts);
    });
    expect({ missing, named: named.length > 0 }).toEqual({ missing: [], named: true });
  });
});
