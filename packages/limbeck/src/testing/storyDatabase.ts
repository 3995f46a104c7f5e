import { catalogWitness, freshDatabase, freshSqlite, sqliteProgram, sqliteWitness } from "@limbeck/testkit";

import { onSqlite } from "./taskApiSqlite.ts";

/** An empty database on which a story is told. */
export interface StoryDatabase {
  readonly url: string;
  readonly execute: (sql: string) => Promise<unknown>;
  readonly rows: (sql: string) => Promise<readonly unknown[]>;
  /** What there is, but for Limbeck's own tables, in lines. */
  readonly witness: () => Promise<readonly string[]>;
  readonly drop: () => Promise<void> | void;
}

/** A dialect in which a story is told. */
export interface StoryDialect {
  readonly open: () => Promise<StoryDatabase>;
  readonly config: Readonly<Record<string, string>>;
  /** The models of the story, which are PostgreSQL's, in the words of the dialect. */
  readonly models: (schema: string) => string;
}

const OWN_TABLES = ["limbeck_version", "limbeck_history"];

const config = (dialect: string): StoryDialect["config"] => ({
  "drizzle.config.ts": `import { defineConfig } from "drizzle-kit";
export default defineConfig({ dialect: "${dialect}", schema: "./src/schema.ts" });
`,
  "tsconfig.json": "{}",
});

export const STORY_DIALECTS = {
  postgresql: { config: config("postgresql"), models: (schema) => schema, open: openPostgres },
  sqlite: { config: config("sqlite"), models: onSqlite, open: openSqlite },
} satisfies Readonly<Record<string, StoryDialect>>;

async function openPostgres(): Promise<StoryDatabase> {
  const database = await freshDatabase({});
  const client = await database.client();
  return {
    url: database.url,
    execute: (sql) => database.execute(sql),
    rows: async (sql) => (await client.query<object>(sql)).rows,
    witness: () => catalogWitness(client, { withoutTables: OWN_TABLES }),
    drop: () => database.drop(),
  };
}

async function openSqlite(): Promise<StoryDatabase> {
  const { path, drop } = freshSqlite();
  const ask = await sqliteProgram(path);
  if (ask === undefined) throw new Error("the program sqlite3 is not on the path");
  const isOwn = (line: string): boolean => OWN_TABLES.some((name) => line.includes(name));
  return {
    url: `sqlite:${path}`,
    execute: ask,
    rows: ask,
    witness: async () => (await sqliteWitness(ask)).filter((line) => !isOwn(line)),
    drop,
  };
}
