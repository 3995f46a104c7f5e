import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "@jest/globals";
import { connect, MEMORY, type SqliteConnection } from "@limbeck/database";
import { diff } from "@limbeck/differ";
import { introspect } from "@limbeck/introspector";
import { emptySchema, type Schema } from "@limbeck/model";
import {
  describe as inWords,
  type Operation,
  type Operations,
  record,
  renderOperation,
  reverseAll,
  sql,
} from "@limbeck/operations";

import { FIXTURES } from "./testing/goldenCase.ts";
import { perform } from "./testing/sqlite/goldenTrip.ts";

interface Pair {
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

const lines = readFileSync(join(FIXTURES, "pairs-sqlite", "sqldef-sqlite.jsonl"), "utf8").split(/\r?\n/);
const pairs = lines.filter(Boolean).map((line) => JSON.parse(line) as Pair);
const whole = ["chinook.sql", "temporal.sql"].map((file) => ({
  name: file,
  a: "",
  b: readFileSync(join(FIXTURES, "sql-sqlite", file), "utf8"),
}));

it("there are pairs", () => expect(pairs).toHaveLength(65));

describe.each([...pairs, ...whole])("$name", ({ a, b }) => {
  it("is left with nothing to do, there, back, and back to nothing", async () => {
    const [left, right] = [await databaseOf(a), await databaseOf(b)];
    try {
      const [start, end] = [await schemaOf(left), await schemaOf(right)];
      const there = diff(start, end);
      await perform(left, byWayOfLines(there));
      expect(await toDo(left, end)).toEqual([]);
      await perform(left, byWayOfLines(reverseAll(there)));
      expect(await toDo(left, start)).toEqual([]);
      await perform(left, byWayOfLines(diff(start, emptySchema("sqlite"))));
      expect(await schemaOf(left)).toMatchObject({ tables: [], views: [], triggers: [] });
    } finally {
      await left.close();
      await right.close();
    }
  });
});

async function databaseOf(text: string): Promise<SqliteConnection> {
  const connection = await connect({ engine: "sqlite", path: MEMORY });
  await connection.execute(text);
  return connection;
}

const schemaOf = async (connection: SqliteConnection): Promise<Schema> =>
  (await introspect(connection)).schema;

async function toDo(connection: SqliteConnection, target: Schema): Promise<readonly string[]> {
  return diff(await schemaOf(connection), target).map(inWords);
}

/** What a revision file makes of operations: their lines, recorded. */
function byWayOfLines(operations: readonly Operation[]): readonly Operation[] {
  const body = operations.map((op) => renderOperation(op, "sqlite")).join("\n");
  const run = new Function("op", "sql", body) as (op: Operations, tag: typeof sql) => void;
  const context = { dialect: "sqlite", direction: "upgrade", offline: false, replay: false, x: {} } as const;
  return record((op) => run(op, sql), context).map(({ operation }) => operation);
}
