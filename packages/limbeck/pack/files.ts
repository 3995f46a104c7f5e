const schema = `
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { comment } from "limbeck/pg";

export const users = comment(
  pgTable("users", { id: integer().primaryKey(), email: text().notNull().unique() }),
  "people",
);
`;

const uses = `
import { defineConfig, defineOperation, LimbeckError, sql, type Operations } from "limbeck";
import { users } from "./schema";

const createNotify = defineOperation({
  directive: (table: string) => ({ kind: "createNotify", table }),
  args: ({ table }) => [table],
  reverse: ({ table }) => ({ kind: "execute", sql: table }),
  describe: ({ table }) => table.toUpperCase(),
  compile: ({ table }) => [table],
});
declare module "limbeck" {
  interface OwnOperations {
    createNotify: typeof createNotify;
  }
}

export const config = defineConfig(({ x }) => ({
  schema: x["schema"] ?? "./schema.ts",
  operations: { createNotify },
  databases: { main: { includeObject: ({ kind, onBothSides }) => kind !== "index" || onBothSides } },
  processRevision: ({ message, upgrade }, { record }) => ({
    message,
    upgrade: [...upgrade, ...record((op) => op.createNotify("users"))],
  }),
  template: ({ comment, header, upgrade, downgrade }) => [comment, header, upgrade, downgrade].join(""),
  onStep: async ({ revision, direction }, { db }) => {
    await db["execute"](revision + direction);
  },
}));
export const hint: string | undefined = new LimbeckError({ code: "a", message: "b" }).hint;
export const table: object = users;

export function upgrade(op: Operations): void {
  op.createTable("users", { columns: [{ name: "id", type: "integer", nullable: false }], primaryKey: ["id"] });
  op.execute(sql\`SELECT 1\`);
  op.createNotify("users");
  // @ts-expect-error A table has a name.
  op.createNotify(1);
}

// @ts-expect-error There is no such option: were the types lost, nothing would be wrong here.
defineConfig({ schem: "./schema.ts" });
`;

const sqlite = `
import { sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { collate, onConflict, sqliteTrigger, strict } from "limbeck/sqlite";

export const words = strict(
  sqliteTable("words", { word: collate(text().primaryKey(), "NOCASE"), seen: text() }, (t) => [
    onConflict(unique().on(t.seen), "ignore"),
  ]),
);
export const mark = sqliteTrigger(words, "mark", {
  timing: "after",
  event: "update",
  updateOf: [words.word],
  body: "SELECT 1;",
});

// @ts-expect-error A conflict is met in one of five ways.
onConflict(unique(), "cry");
`;

/** All that the package says to programs, where neither Node nor the DOM is known to the compiler. */
const bare = `
export * from "limbeck";
export * as pg from "limbeck/pg";
export * as sqlite from "limbeck/sqlite";
`;

const config = `
import { defineConfig } from "limbeck";
export default defineConfig({ schema: "./schema.ts" });
`;

/** drizzle-kit, which it imports, is not installed. */
export const drizzleConfig = `
import { defineConfig } from "drizzle-kit";
export default defineConfig({ dialect: "postgresql", schema: "./schema.ts" });
`;

const compilerOptions = {
  target: "es2022",
  strict: true,
  noUnusedParameters: true,
  noUnusedLocals: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

/** The files of a project of one kind. */
export function files(type: Kind["type"], options: object): Record<string, string> {
  const suffix = type === "module" && !("moduleResolution" in options) ? ".js" : "";
  return {
    "package.json": JSON.stringify({ name: "app", private: true, type }),
    "tsconfig.json": JSON.stringify({ compilerOptions: { ...compilerOptions, ...options } }),
    "tsconfig.bare.json": JSON.stringify({
      compilerOptions: { ...compilerOptions, ...options, lib: ["es2022"], skipLibCheck: false },
      files: ["bare.ts"],
    }),
    "bare.ts": bare,
    "schema.ts": schema,
    "words.ts": sqlite,
    "uses.ts": uses.replace("./schema", `./schema${suffix}`),
    "limbeck.config.ts": config,
  };
}

/** A way in which projects resolve modules. */
export interface Kind {
  readonly kind: string;
  readonly type: "module" | "commonjs";
  readonly options: object;
}

export const esModules: Kind = { kind: "ES modules", type: "module", options: { module: "node16" } };
export const kinds: readonly Kind[] = [
  esModules,
  { kind: "CommonJS", type: "commonjs", options: { module: "node16" } },
  { kind: "a bundler", type: "module", options: { module: "esnext", moduleResolution: "bundler" } },
];
