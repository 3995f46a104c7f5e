import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type SqliteConnection } from "@limbeck/database";

/** A database file of its own, looked at by `sqlite3` itself. */
export interface SqliteFile {
  readonly path: string;
  readonly connect: () => Promise<SqliteConnection>;
  /** What `sqlite3` answers, or a script that it runs. */
  readonly ask: (sql: string) => string;
  readonly drop: () => void;
}

export function sqliteFile(): SqliteFile {
  const folder = mkdtempSync(join(tmpdir(), "limbeck-runtime-"));
  const path = join(folder, "test.db");
  return {
    path,
    connect: () => connect({ engine: "sqlite", path }, { requireFrom: import.meta.url }),
    ask: (sql) =>
      execFileSync("sqlite3", ["-bail", path], { input: sql, encoding: "utf8", stdio: "pipe" }).trim(),
    drop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The schema as `sqlite3` says it, but for our own two tables; and whether the file is whole. */
export function schemaOf({ ask }: SqliteFile): string {
  const whole = ask("PRAGMA integrity_check; PRAGMA foreign_key_check;");
  const texts = ask(
    "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'limbeck%' ORDER BY name;",
  );
  return `${whole}\n${texts}`;
}
