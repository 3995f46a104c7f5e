import { describe, expect, it } from "@jest/globals";
import { type Connection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { canonicalise, introspect } from "@limbeck/introspector";
import { emptySchema } from "@limbeck/model";
import { describe as inWords, type Operation, reverseAll } from "@limbeck/operations";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "./build.ts";
import { run } from "./testing/journey.ts";
import { sqliteDatabase, type SqliteDatabase } from "./testing/sqlite/bench.ts";

const FIXTURES = fileURLToPath(new URL("../../../fixtures", import.meta.url));

interface Pair {
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

function pairs(): readonly Pair[] {
  const lines = readFileSync(join(FIXTURES, "pairs-sqlite", "sqldef-sqlite.jsonl"), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as Pair);
}

function scripts(): readonly Pair[] {
  const folder = join(FIXTURES, "sql-sqlite");
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return names.map((name) => ({ name, a: "", b: readFileSync(join(folder, name), "utf8") }));
}

/** Two databases that are made by the scripts, for as long as a test looks at them. */
async function withBoth(
  { a, b }: Pair,
  look: (left: SqliteDatabase, right: SqliteDatabase) => Promise<void>,
): Promise<void> {
  const [left, right] = [
    await sqliteDatabase({ byProgram: false }),
    await sqliteDatabase({ byProgram: false }),
  ];
  try {
    await left.connection.execute(a);
    await right.connection.execute(b);
    await look(left, right);
  } finally {
    await left.drop();
    await right.drop();
  }
}

async function operationsTo(left: Connection, right: Connection): Promise<readonly Operation[]> {
  const { schema: database, serverVersion } = await introspect(left);
  const { schema: models } = await introspect(right);
  const settled = await canonicalise({ models, database, connection: left });
  return diff(settled.database, settled.models, { serverVersion });
}

/** The rowid is never NULL, whether somebody says NOT NULL or not; a name is the same in any case. */
function alike(line: string): string {
  return line.toLowerCase().replace(/ integer null 1 (default .* key 1 )/, " integer null 0 $1");
}

const all = [...pairs(), ...scripts()];
const turned = all.map(({ name, a, b }) => ({ name: `${name}, turned round`, a: b, b: a }));

describe("pairs of schemas that nobody of this project wrote", () => {
  it.each([...all, ...turned])("$name: there and back", async (pair) => {
    await withBoth(pair, async (left, right) => {
      const operations = await operationsTo(left.connection, right.connection);
      const start = (await introspect(left.connection)).schema;
      await run(left.connection, operations);
      expect((await operationsTo(left.connection, right.connection)).map(inWords)).toEqual([]);
      await run(left.connection, reverseAll(operations));
      const { schema } = await introspect(left.connection);
      const settled = await canonicalise({ models: start, database: schema, connection: left.connection });
      expect(diff(settled.database, settled.models, { serverVersion: 0 }).map(inWords)).toEqual([]);
    });
  });

  it.each(all)("$name: made again of what was read, the PRAGMAs say the same", async ({ name, b }) => {
    await withBoth({ name, a: b, b: "" }, async (left, right) => {
      const { schema, unmodelled } = await introspect(left.connection);
      expect(unmodelled.filter(({ kind }) => kind !== "internal table")).toEqual([]);
      await build(right.connection, schema);
      const facts = (lines: readonly string[]) =>
        lines.filter((line) => !line.startsWith("text ")).map(alike);
      expect(facts(await right.lines())).toEqual(facts(await left.lines()));
      const away = diff(schema, emptySchema("sqlite"), { serverVersion: 0 });
      await run(right.connection, away);
      expect(await right.lines()).toEqual([]);
    });
  });
});
