import { showName } from "@limbeck/model";

import { type Hazard, type HazardCode } from "../hazard.ts";
import { type Operation } from "../operations.ts";

type Speak = (hazard: Hazard, op: Operation) => readonly Hazard[];

const same: Speak = (hazard) => [hazard];
const none: Speak = () => [];

/** What is so on PostgreSQL, as it is on SQLite. That a table is made anew, `hazardsAmong` says once for all that is done by that. */
const ON_SQLITE = {
  "loses-table": same,
  "loses-column": same,
  "loses-enum-value": same,
  "loses-sequence-position": same,
  "empties-on-crash": same,
  "rewrites-table": none,
  // A type changes no value there.
  "rounds-values": none,
  // A time is a text or a number there.
  "reads-in-time-zone": none,
  "drops-collation": same,
  // Nobody has rights or rules there, and the triggers of a view are made again.
  "drops-rights": none,
  "fails-on-owned": same,
  "opens-rows": same,
  "hides-rows": same,
  "fails-on-rows": same,
  "fails-on-nulls": same,
  "fails-on-duplicates": (hazard, op) =>
    op.kind === "createPrimaryKey"
      ? [
          {
            ...hazard,
            message: `primary key (${op.definition.columns.join(", ")}) on ${showName(op.table)}: fails if rows repeat`,
          },
        ]
      : [hazard],
  "fails-on-values": (hazard, op) =>
    op.kind === "alterColumn"
      ? [
          {
            ...hazard,
            message: `${showName(op.table)}.${op.changes.name?.to ?? op.column} changes its type: a value that does not fit stays as it is, and fails in a STRICT table`,
          },
        ]
      : [hazard],
} satisfies Record<HazardCode, Speak>;

/** The hazards of an operation as they are on SQLite. */
export function onSqlite(hazards: readonly Hazard[], op: Operation): readonly Hazard[] {
  return hazards.flatMap((hazard) => ON_SQLITE[hazard.code](hazard, op));
}
