import { describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";

import { emitRevision, type EmitInput } from "../emit.ts";
import { type Language } from "../language.ts";
import { type CarriedCall } from "./carried.ts";

const head = (id: string): string => `/**
 * what ${id} does
 *
 * Revision: ${id}
 */`;

const ONE = `${head("e1")}
import { eq, sql } from "drizzle-orm";
import { type Operations } from "limbeck";
import { users } from "../models/users.ts";

export const revision = "e1";
export const downRevision = "d1";

/** As the site writes them. */
const slug = (name: string): string => name.toLowerCase();
type Row = { slug: string };

export function upgrade(op: Operations): void {
  op.run(async ({ db }) => {
    const rows: Row[] = [{ slug: slug("Ada") }];
    await db.update(users).set({ slug: rows[0].slug }).where(eq(users.id, sql\`1\`));
    console.log(revision, { slug });
  });
}

export function downgrade(op: Operations): void {
  op.execute("SELECT 1");
}
`;

const TWO = `${head("e2")}
import { eq, ne as not } from "drizzle-orm";
import { sql, type Operations } from "limbeck";
import more from "./more.json" with { type: "json" };

export const revision = "e2";
export const downRevision = "e1";
export const transaction = false;

const slug = more.slug;

export const upgrade = (op: Operations): void => {
  op.execute(sql\`VACUUM\`);
  op.run(async () => void [eq, not, slug, (await import("./later.ts")).now]);
};
export function downgrade(): void {}
`;

const call = (revision: string, more: Partial<CarriedCall> = {}): CarriedCall => ({
  kind: "carried",
  revision,
  direction: "upgrade",
  autocommit: false,
  ...more,
});

const emit = (texts: Readonly<Record<string, string>>, more: Partial<EmitInput> = {}): Promise<string> =>
  emitRevision({
    header: { revision: "s1", downRevisions: [], branchLabels: [], dependsOn: [], message: "all" },
    upgrade: Object.keys(texts).map((revision) => call(revision)),
    downgrade: [],
    language: "ts",
    file: "/project/revisions/s1.ts",
    projectRoot: "/project",
    carried: {
      files: Object.entries(texts).map(([revision, text]) => ({
        revision,
        file: `/project/old/${revision}.${more.language === undefined ? "ts" : "js"}`,
        text,
      })),
      leaving: ["/project/old/e0.ts"],
    },
    ...more,
  });

describe("functions that are taken over", () => {
  it("bring what they need, with names that are told apart", async () => {
    const text = await emit(
      { e1: ONE, e2: TWO },
      { upgrade: [call("e1"), call("e2", { autocommit: true })] },
    );
    expect(text.slice(text.indexOf("import"))).toBe(`import { type Operations, sql as sql_e2 } from "limbeck";
import { eq, sql as sql_e1, ne as not } from "drizzle-orm";
import { users } from "../models/users.ts";
import more from "../old/more.json" with { type: "json" };

export const revision = "s1";
export const downRevision = null;
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];

const revision_e1 = "e1";

/** As the site writes them. */
const slug_e1 = (name: string): string => name.toLowerCase();

type Row = { slug: string };

function upgrade_e1(op: Operations): void {
  op.run(async ({ db }) => {
    const rows: Row[] = [{ slug: slug_e1("Ada") }];
    await db
      .update(users)
      .set({ slug: rows[0].slug })
      .where(eq(users.id, sql_e1\`1\`));
    console.log(revision_e1, { slug: slug_e1 });
  });
}

const slug_e2 = more.slug;

const upgrade_e2 = (op: Operations): void => {
  op.execute(sql_e2\`VACUUM\`);
  op.run(
    async () => void [eq, not, slug_e2, (await import("../old/later.ts")).now],
  );
};

export function upgrade(op: Operations): void {
  upgrade_e1(op);
  op.autocommit(upgrade_e2);
}

export function downgrade(): void {}
`);
  });

  it("are those that are called", async () => {
    const text = await emit(
      { e1: ONE },
      { upgrade: [], downgrade: [call("e1", { direction: "downgrade" })] },
    );
    expect(text).toContain("downgrade_e1(op);");
    expect(text).not.toContain("upgrade_e1(op: Operations): void {\n  op.run");
  });

  it.each<[Language, string, string]>([
    [
      "js",
      `import { eq } from "drizzle-orm";\nexport function upgrade(op) { op.run(() => eq); }`,
      `import { eq } from "drizzle-orm";

export const revision = "s1";
export const downRevision = null;
export const branchLabels = [];
export const dependsOn = [];

function upgrade_e1(op) {
  op.run(() => eq);
}

/** @param {import("limbeck").Operations} op */
export function upgrade(op) {
  upgrade_e1(op);
}
`,
    ],
    [
      "cjs",
      `const { eq, ne } = require("drizzle-orm");\nconst z = require("zod");\nexports.revision = "e1";\nexports.upgrade = (op) => op.run(() => [eq, z]);`,
      `const { eq, ne } = require("drizzle-orm");
const z = require("zod");

exports.revision = "s1";
exports.downRevision = null;
exports.branchLabels = [];
exports.dependsOn = [];

const upgrade_e1 = (op) => op.run(() => [eq, z]);

/** @param {import("limbeck").Operations} op */
exports.upgrade = function upgrade(op) {
  upgrade_e1(op);
};
`,
    ],
  ])("are those of a file in %s", async (language, text, expected) => {
    expect(await emit({ e1: text }, { language })).toContain(` */\n\n${expected}`);
  });

  it("say what their parameter is where the new file is in TypeScript", async () => {
    const js = `export const revision = "e1";\nexport function upgrade(op) { op.run(() => 1); }`;
    const files = [{ revision: "e1", file: "/project/old/e1.js", text: js }];
    const text = await emit({ e1: js }, { carried: { files, leaving: [] } });
    expect(text).toContain("function upgrade_e1(op: Operations)");
  });

  it.each([
    ["it does something when the file is loaded", "console.log(1);"],
    ["it is neither an import nor a declaration", "if (process.env.X) { }"],
    ["it exports something by a list or as default", "export default 1;"],
    ["it asks for its own place", "const at = import.meta.url;"],
    ["it asks what file it is", "const at = import.meta.filename;"],
    ["it asks for its own name", "const at = __filename;"],
    ["it asks for its own folder", "const at = __dirname;"],
    ["it computes what it imports", 'const at = import("./" + 1);'],
    ["it imports from another revision of the range", 'import { x } from "./e0.js";'],
    ["it reads its own exports", "const own = exports.revision;"],
    ["it is a module of another kind than the new file", "exports.upgrade = 1;"],
  ])("are refused where %s", async (why, line) => {
    const text = `export const revision = "e1";\n${line}\nexport function upgrade(op) { op.run(() => 1); }`;
    expect(await failure(emit({ e1: text }))).toMatchObject({
      code: "carried-unmovable",
      facts: { revision: "e1", file: "/project/old/e1.ts", line: 2, why },
    });
  });
});
