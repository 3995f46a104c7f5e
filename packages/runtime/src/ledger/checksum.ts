import { createHash } from "node:crypto";
import { type Item } from "../steps/preparedStep.ts";

/**
 * The checksums of the first item, of the first two, and so on, each made of the one before. A callback counts by its place only:
 * its text depends on how the file was bundled.
 */
export function checksumChain(items: readonly Item[], start = ""): readonly string[] {
  let last = start;
  return items.map((item) => {
    last = createHash("sha256")
      .update(`${last}\0${textOf(item)}`)
      .digest("hex")
      .slice(0, 32);
    return last;
  });
}

function textOf(item: Item): string {
  switch (item.kind) {
    case "statement":
      return item.statement.sql;
    case "call":
      return "op.run";
    case "walk":
      return `op.batches ${JSON.stringify([item.walk.table, item.walk.key])}`;
    case "late":
      return JSON.stringify(item.entries.map(({ operation }) => operation));
  }
}
