import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runFolder } from "./run.ts";

/** A place for a database file of its own, for one test. */
export interface TestFile {
  readonly path: string;
  /** Takes the file away, with whatever SQLite has put beside it. */
  readonly drop: () => void;
}

/** Makes an empty folder in that of the test run. SQLite makes the file where it is opened first. */
export function freshSqlite(name = "test.db"): TestFile {
  const folder = mkdtempSync(join(runFolder(), "sqlite-"));
  return {
    path: join(folder, name),
    drop: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}
