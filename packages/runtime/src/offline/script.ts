import { type Dialect } from "@limbeck/model";
import { postgresScript } from "../postgres/script.ts";
import { type RunOptions } from "../options.ts";
import { type Segment } from "../steps/segment.ts";
import { sqliteScript } from "../sqlite/script.ts";
import { type VersionTable } from "../ledger/versionTable.ts";

export type ScriptOptions = Pick<
  RunOptions,
  "table" | "transaction" | "lockTimeout" | "statementTimeout" | "toolVersion" | "tag"
>;

/** How a script of a dialect is put together. */
export interface Script {
  /** What stands in front of everything. */
  readonly head: readonly string[];
  /** What makes the place of the two tables. */
  readonly place: (table: VersionTable) => readonly string[];
  readonly transaction: (lines: readonly string[]) => readonly string[];
  /** The lines of a segment in its transaction, or outside of one. */
  readonly segment: (
    segment: Segment,
    lines: readonly string[],
    table: VersionTable,
    options: ScriptOptions,
  ) => readonly string[];
}

const scripts = { postgres: postgresScript, sqlite: sqliteScript } satisfies Readonly<
  Record<Dialect, Script>
>;

export function scriptOf(dialect: Dialect): Script {
  return scripts[dialect];
}
