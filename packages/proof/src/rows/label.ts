import { type Schema, showName } from "@limbeck/model";

import { lostRows, type RowLoss } from "./lostRows.ts";
import { type Unseeded } from "./seed.ts";
import { type TableRows } from "./tableRows.ts";
import { unwitnessed } from "./unwitnessed.ts";

/**
 * What a downgrade brings back of the rows that were there before the upgrade, as it was seen: all of them (`exact`), not all
 * (`lossy`), or nothing, because the revision says that there is no way back. `unproved`: no rows could be tried.
 */
export type DowngradeLabel = "exact" | "lossy" | "irreversible" | "unproved";

/** A downgrade that led back to where it came from, and what was seen of the rows. */
export interface LabelledDowngrade {
  readonly downgrade: DowngradeLabel;
  /** What did not come back. */
  readonly lost: readonly RowLoss[];
  /** Why there is no way back, or why no rows could be tried. */
  readonly reason?: string;
}

/** What there was before the upgrade. */
export interface RowsBefore {
  readonly schema: Schema;
  readonly rows: readonly TableRows[];
  /** The tables that took none of ours; absent: none were offered. */
  readonly unseeded?: readonly Unseeded[];
}

/** Compares the rows that came back with those before; `after` is the schema that they were in meanwhile. */
export function labelOf(before: RowsBefore, back: readonly TableRows[], after: Schema): LabelledDowngrade {
  const lost = lostRows(before.rows, back);
  if (lost.length > 0) return { downgrade: "lossy", lost };
  const unseen = unseenWords(before, after);
  return unseen === undefined
    ? { downgrade: "exact", lost }
    : { downgrade: "unproved", lost, reason: unseen };
}

/** Why it would not have been seen if values were lost, where that is so. */
function unseenWords({ schema, rows, unseeded }: RowsBefore, after: Schema): string | undefined {
  if (unseeded === undefined) return undefined;
  const [first] = unwitnessed(rows, schema, after);
  if (first === undefined) return undefined;
  const refused = unseeded.find(({ schema, name }) => name === first.name && schema === first.schema);
  const why = refused === undefined ? "" : `: ${refused.reason}`;
  return `no value could be put into ${showName(first)}.${first.column}${why}`;
}
