import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of its own, and the way to be rid of it. */
export function freshFolder(): { readonly path: string; readonly file: string; readonly drop: () => void } {
  const path = mkdtempSync(join(tmpdir(), "limbeck-sqlite-"));
  return { path, file: join(path, "test.db"), drop: () => rmSync(path, { recursive: true, force: true }) };
}
