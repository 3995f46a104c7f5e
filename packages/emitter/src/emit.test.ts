import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Operation, reverseAll } from "@limbeck/operations";
import { type RevisionHeader } from "@limbeck/revisions";
import { failure } from "@limbeck/testkit";

import { emitRevision } from "./emit.ts";
import { readHeader } from "./header.ts";
import { type Language } from "./language.ts";
import { evaluate } from "./testing/evaluate.ts";
import { samples } from "./testing/samples.ts";

const LANGUAGES = ["ts", "js", "cjs"] as const satisfies readonly Language[];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "emit-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const header: RevisionHeader = {
  revision: "3f9c1e7a2b40",
  downRevisions: ["a81d0c55e9f2"],
  branchLabels: [],
  dependsOn: [],
  message: "bookings may not overlap",
  created: "2026-11-21T12:00:00Z",
};

function emit(
  upgrade: readonly Operation[],
  language: Language = "ts",
  changed: Partial<RevisionHeader> = {},
): Promise<string> {
  return emitRevision({
    header: { ...header, ...changed },
    upgrade,
    downgrade: reverseAll(upgrade),
    language,
    file: join(folder, language === "ts" ? "a.ts" : "a.js"),
    projectRoot: folder,
  });
}

describe("a revision file", () => {
  it("is TypeScript with its header, its bodies, and the imports that these use", async () => {
    const { alterColumn, createCheck } = samples;
    expect(await emit([alterColumn, createCheck])).toBe(`/**
 * bookings may not overlap
 *
 * Revision: 3f9c1e7a2b40
 * Revises: a81d0c55e9f2
 * Created: 2026-11-21T12:00:00Z
 */
import { sql, type Operations } from "limbeck";

export const revision = "3f9c1e7a2b40";
export const downRevision = "a81d0c55e9f2";
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];

export function upgrade(op: Operations): void {
  // Careful: b.n becomes NOT NULL: fails if it holds a NULL
  // Careful: b.n changes its type: fails if a value does not fit
  // Careful: b.n changes its type: writes every row anew, and nobody can read the table meanwhile
  op.alterColumn("b", "n", {
    type: { from: "text", to: "integer" },
    using: sql\`n::integer\`,
    nullable: { from: true, to: false },
    default: { from: sql\`now()\`, to: null },
  });
  // Careful: check c on b: fails if a row breaks it
  op.createCheck("b", { name: "c", expression: sql\`n > 1\` });
}

export function downgrade(op: Operations): void {
  op.dropCheck("b", "c");
  // Careful: b.n changes its type: writes every row anew, and nobody can read the table meanwhile
  op.alterColumn("b", "n", {
    type: { from: "integer", to: "text" },
    nullable: { from: false, to: true },
    default: { from: null, to: sql\`now()\` },
  });
}
`);
  });

  it("has no parameter and no import where nothing uses them", async () => {
    const text = await emit([], "ts", { downRevisions: [], message: "" });
    expect(text).toContain("/**\n * Revision: 3f9c1e7a2b40\n * Revises: <base>\n");
    expect(text).toContain("export const downRevision = null;");
    expect(text).toContain("export function upgrade(): void {}\n");
    expect(text).not.toContain("import");
  });

  it("marks what loses data", async () => {
    expect(await emit([samples.dropColumn])).toContain(
      '  // Loses data: drops column b.n and its values\n  op.dropColumn("b", "n");\n',
    );
  });

  it("is JavaScript with exports, whose parameter an editor knows", async () => {
    const text = await emit([samples.createCheck], "js");
    expect(text).toContain('import { sql } from "limbeck";');
    expect(text).toMatch(
      /\/\*\*(?:\s|\*)*@param \{import\("limbeck"\)\.Operations\} op\s*\*\/\nexport function upgrade\(op\) \{/,
    );
    expect(text).not.toMatch(/: (?:string|void|Operations)/);
  });

  it("is CommonJS without a keyword of modules", async () => {
    const text = await emit([samples.createCheck], "cjs");
    expect(text).toContain('const { sql } = require("limbeck");');
    expect(text).toContain("exports.upgrade = function upgrade(op) {");
    expect(text).not.toMatch(/^(?:export|import) /m);
  });

  describe.each(LANGUAGES)("in %s", (language) => {
    it.each(Object.values(samples).filter(({ kind }) => kind !== "run" && kind !== "batches"))(
      "$kind: records what was written",
      async (operation) => {
        const { upgrade, downgrade } = evaluate(await emit([operation], language));
        expect(upgrade.map((entry) => entry.operation)).toEqual([operation]);
        // What was filled needs no way back.
        expect(downgrade).toHaveLength(operation.kind === "backfill" ? 0 : 1);
      },
    );

    it("says the same header again when it is read", async () => {
      const changed = {
        downRevisions: ["a", "b"],
        message: 'an "odd" message */ of\ntwo lines',
        branchLabels: ["x"],
        dependsOn: ["c"],
      };
      const text = await emit([samples.run], language, changed);
      expect(readHeader(text, "a.ts")).toEqual({ ...header, ...changed, file: "a.ts" });
    });
  });
});

describe("the layout", () => {
  it("is that of the project's own configuration", async () => {
    await writeFile(join(folder, ".prettierrc"), '{ "singleQuote": true, "semi": false, "tabWidth": 4 }');
    const text = await emit([samples.dropIndex]);
    await rm(join(folder, ".prettierrc"));
    expect(text).toContain("    op.dropIndex('b', 'ix')\n");
    expect(readHeader(text, "a.ts")).toMatchObject({
      revision: header.revision,
      downRevisions: header.downRevisions,
    });
  });

  it("fails with what prettier says of a broken configuration", async () => {
    await writeFile(join(folder, ".prettierrc"), "{ broken");
    const error = await failure(emit([samples.dropIndex]));
    await rm(join(folder, ".prettierrc"));
    expect(error).toMatchObject({ code: "layout-failed", exit: 2 });
  });
});
