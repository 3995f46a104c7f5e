import { effectiveHeads, type Graph } from "@limbeck/revisions";
import { onConnection } from "./access.ts";
import { type Access } from "./options.ts";
import { readRows } from "./rows.ts";
import { versionTable, type VersionTableOptions } from "./versionTable.ts";

/** Where a database is. */
export interface Current {
  /** The version rows, sorted. */
  readonly rows: readonly string[];
  /** Rows that no file has. */
  readonly unknown: readonly string[];
  /** Whether everything is applied. */
  readonly atHeads: boolean;
}

/** Reads where the database is, in one round trip; creates nothing, and a database without a version table is at base. */
export function current(
  input: Access & { readonly graph: Graph; readonly table?: VersionTableOptions },
): Promise<Current> {
  const { graph } = input;
  return onConnection(input, async (connection) => {
    const rows = await readRows(connection, versionTable(input.table));
    return {
      rows,
      unknown: rows.filter((row) => !graph.revisions.has(row)),
      atHeads: effectiveHeads(graph).every((head) => rows.includes(head)),
    };
  });
}
