import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, it } from "@jest/globals";

import { allDocs, type Doc, fences, WORKSPACE } from "./testing/docs.ts";

/** As strict as we are ourselves; what a page imports from us is what stands here. */
const CONFIG = {
  extends: join(WORKSPACE, "tsconfig.base.json"),
  compilerOptions: {
    module: "esnext",
    moduleResolution: "bundler",
    noUnusedLocals: false,
    noUnusedParameters: false,
    noPropertyAccessFromIndexSignature: false,
    paths: {
      limbeck: [join(WORKSPACE, "packages/limbeck/src/index.ts")],
      "limbeck/pg": [join(WORKSPACE, "packages/limbeck/src/pg.ts")],
      "limbeck/sqlite": [join(WORKSPACE, "packages/limbeck/src/sqlite.ts")],
    },
  },
};

/** The code of a page that stands for a whole file, by number; with it, the files that it shows before. */
function modules(doc: Doc): readonly Readonly<Record<string, string>>[] {
  const shown: Record<string, string> = {};
  const code = fences(doc).filter(
    ({ language, lines }) => language === "ts" && lines.join("\n").includes("import "),
  );
  return code.map(({ lines: [first = "", ...lines] }) => {
    const [, name] = /^\/\/ ([\w./-]+\.ts)$/.exec(first) ?? [];
    const files = { ...shown, [name ?? "module.ts"]: `${[first, ...lines].join("\n")}\nexport {};\n` };
    if (name?.startsWith("src/") === true) Object.assign(shown, files);
    return files;
  });
}

it("the code in the docs compiles", () => {
  const cache = join(WORKSPACE, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "limbeck-docs-"));
  try {
    for (const doc of allDocs())
      for (const [at, files] of modules(doc).entries())
        for (const [name, text] of Object.entries(files))
          write(join(folder, doc.path, String(at), name), text);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(CONFIG));
    const compiler = join(WORKSPACE, "node_modules/typescript-7/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
      encoding: "utf8",
      cwd: folder,
    });
    expect(stdout).toBe("");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
