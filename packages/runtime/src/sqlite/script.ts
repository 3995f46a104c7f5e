import { type Script } from "../offline/script.ts";
import { type Segment } from "../steps/segment.ts";
import { stopIf } from "./ownTables.ts";

/** For `sqlite3 -bail`: without that, it goes on behind an error. */
export const sqliteScript: Script = {
  // As a run has them; sqlite3 itself begins without.
  head: ["PRAGMA foreign_keys = ON;"],
  place: () => [],
  transaction,
  segment: (segment, lines, table) => {
    if (!segment.transaction) return lines;
    if (!rebuilds(segment)) return transaction(lines);
    const whole = stopIf(
      table,
      "EXISTS (SELECT 1 FROM pragma_foreign_key_check)",
      "a row refers to one that there is not",
    );
    // Inside a transaction the setting does nothing.
    return ["PRAGMA foreign_keys = OFF;", ...transaction([...lines, ...whole]), "PRAGMA foreign_keys = ON;"];
  },
};

function transaction(lines: readonly string[]): readonly string[] {
  return ["BEGIN IMMEDIATE;", ...lines, "COMMIT;"];
}

function rebuilds({ parts }: Segment): boolean {
  return parts.some(({ items }) =>
    items.some((item) => item.kind === "statement" && item.rebuild !== undefined),
  );
}
