import { describe, expect, it } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sqliteConnection } from "../testing/sqlite.ts";
import { introspectSqlite } from "./introspect.ts";

const FIXTURES = fileURLToPath(new URL("../../../../fixtures", import.meta.url));

interface Script {
  readonly name: string;
  readonly sql: string;
}

function schemas(): readonly Script[] {
  const folder = join(FIXTURES, "sql-sqlite");
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return names.map((name) => ({ name, sql: readFileSync(join(folder, name), "utf8") }));
}

function pairs(): readonly Script[] {
  const text = readFileSync(join(FIXTURES, "pairs-sqlite", "sqldef-sqlite.jsonl"), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { name: string; a: string; b: string })
    .flatMap(({ name, a, b }) => [
      { name: `${name} a`, sql: a },
      { name: `${name} b`, sql: b },
    ]);
}

describe("schemas that nobody of this project wrote", () => {
  it.each([...schemas(), ...pairs()])("reads $name", async ({ sql }) => {
    const db = await sqliteConnection(sql);
    const { schema } = await introspectSqlite(db, {});
    // What the PRAGMAs say, which know nothing of our parser.
    const columns =
      await db.query(`SELECT m.name || '.' || x.name || ' ' || upper(replace(x.type, ' ', '')) AS text
      FROM sqlite_schema m, pragma_table_xinfo(m.name) x WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY m.name, x.cid`);
    const keys = await db.query(
      `SELECT m.name || '.' || k."from" AS text FROM sqlite_schema m, pragma_foreign_key_list(m.name) k`,
    );
    await db.close();
    const read = schema.tables.flatMap((table) =>
      table.columns.map(
        ({ name, type }) =>
          `${table.name}.${name} ${(type.canonical ?? "").replaceAll(" ", "").toUpperCase()}`,
      ),
    );
    const readKeys = schema.tables.flatMap((table) =>
      table.foreignKeys.flatMap((key) => key.columns.map((column) => `${table.name}.${column}`)),
    );
    expect(read).toEqual(columns.map((row) => row["text"]));
    expect(readKeys.sort()).toEqual(keys.map((row) => String(row["text"])).sort());
  });
});
