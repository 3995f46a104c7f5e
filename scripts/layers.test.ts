import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "@jest/globals";

import {
  architectureRows,
  importsOf,
  internalDependencies,
  isForTests,
  namedPaths,
  type Row,
  unnamed,
  upwards,
} from "./layers.ts";
import { type Package, readManifest, root, workspaces } from "./workspace.ts";

const packages = workspaces();
const workspace = readManifest(root);
const page = readFileSync(join(root, "docs/architecture.md"), "utf8");
const rows = architectureRows(page);
const row = (name: string): Row | undefined => rows.find((each) => each.name === name);

/** Every TypeScript file of the packages, with what it imports. */
const files = packages.flatMap((each) =>
  ["src", "pack"].flatMap((folder) => {
    const path = join(each.path, folder);
    if (!existsSync(path)) return [];
    const names = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    return names.map((name) => ({
      from: each,
      file: join(path, name),
      imports: importsOf(join(path, name)),
    }));
  }),
);

describe("docs/architecture.md", () => {
  it("has the packages that there are", () => {
    expect(rows.map(({ name }) => name).sort()).toEqual(packages.map(({ folder }) => folder));
    expect(packages.map(({ manifest }) => manifest.name.replace("@limbeck/", ""))).toEqual(
      packages.map(({ folder }) => folder),
    );
  });

  it.each(packages)("says what $folder leans on", ({ folder, manifest }) => {
    expect(row(folder)?.leansOn).toEqual(internalDependencies(manifest));
  });

  it("names no path that is not there", () => {
    const paths = namedPaths(page);
    expect(paths.length).toBeGreaterThan(packages.length);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe("imports", () => {
  it("are of packages that the own package.json names", () => {
    const wrong = files.flatMap(({ from, file, imports }) =>
      imports.flatMap((specifier) => {
        const reason = unnamed(specifier, file, from, workspace);
        return reason === undefined ? [] : [`${relative(root, file)}: ${reason}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("go downwards", () => {
    const wrong = packages.flatMap(({ folder, manifest }) =>
      internalDependencies(manifest).flatMap((name) => {
        const from = row(folder);
        const reason = from === undefined ? "not in docs/architecture.md" : upwards(from, row(name));
        return reason === undefined ? [] : [`${folder} leans on ${name}: ${reason}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  // What is named for nothing, users would install for nothing.
  const published = packages.filter(({ folder }) => row(folder)?.floor !== undefined);
  it.each(published)("are all that the package.json of $folder names", ({ folder, manifest }) => {
    const own = files.filter(({ from, file }) => from.folder === folder && !isForTests(file));
    const imported = own.flatMap(({ imports }) => imports);
    // Binaries are found by their path.
    const text = own.map(({ file }) => readFileSync(file, "utf8")).join("\n");
    const named = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
    const idle = named.filter(
      (name) =>
        !imported.some((each) => each === name || each.startsWith(`${name}/`)) && !text.includes(`"${name}"`),
    );
    expect(idle).toEqual([]);
  });
});

describe("the rules", () => {
  const model = packages.find(({ folder }) => folder === "model");
  const check = (specifier: string, file = "src/table.ts"): string | undefined =>
    model && unnamed(specifier, join(model.path, file), model, workspace);

  it("see a package that is not named, and tell tests from the rest", () => {
    expect(check("pg")).toMatch("pg is not named");
    expect(check("@limbeck/operations/x")).toMatch("@limbeck/operations is not named");
    expect(check("fast-check")).toMatch("not named");
    expect(check("fast-check", "src/table.test.ts")).toBeUndefined();
    expect([check("node:path"), check("./column.ts"), check("../package.json")]).toEqual(
      Array(3).fill(undefined),
    );
  });

  it("let types in that stand for no code", () => {
    const typed: Package = {
      folder: "typed",
      path: join(root, "packages/typed"),
      manifest: {
        name: "typed",
        version: "0",
        devDependencies: { "@types/sarif": "2", "@types/pg": "8", pg: "8" },
      },
    };
    const file = join(typed.path, "src/table.ts");
    expect(unnamed("sarif", file, typed, workspace)).toBeUndefined();
    expect(unnamed("pg", file, typed, workspace)).toMatch("pg is not named");
  });

  it("see a file of another package", () => {
    expect(check("../../operations/src/index.ts")).toMatch("leaves the package");
  });

  it("see a dependency that goes up, sideways or to what is for tests", () => {
    const floor = (level: number): Row => ({ name: "a", floor: level, leansOn: [] });
    expect(upwards(floor(3), floor(2))).toBeUndefined();
    expect(upwards(floor(2), floor(3))).toMatch("to floor 3");
    expect(upwards(floor(3), floor(3))).toMatch("to floor 3");
    expect(upwards(floor(3), { name: "testkit", leansOn: [] })).toMatch("only tests");
  });
});
