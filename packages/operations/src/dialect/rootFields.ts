import {
  type Collation,
  type Sequence,
  type Table,
  type Trigger,
  type TriggerEvent,
  type View,
} from "@limbeck/model";

import { both, type FieldsOf, parts, postgresOnly, sqliteOnly, unneeded } from "./answer.ts";
import { column } from "./columnFields.ts";
import { check, foreignKey, index, primaryKey, unique } from "./memberFields.ts";
import { postgresCall } from "./postgresCalls.ts";

const rowSecurity = postgresOnly("row-level security");
const partitions = postgresOnly("partitions");

export const table = {
  // That SQLite has no schemas is said of every name, wherever it stands.
  schema: both,
  name: both,
  partitionBy: partitions,
  partitionOf: partitions,
  partitionColumns: partitions,
  unlogged: unneeded,
  with: unneeded,
  strict: sqliteOnly("STRICT tables"),
  withoutRowid: sqliteOnly("tables WITHOUT ROWID"),
  columns: parts(column),
  primaryKey: parts(primaryKey),
  uniques: parts(unique),
  foreignKeys: parts(foreignKey),
  checks: parts(check),
  exclusions: postgresOnly("exclusion constraints"),
  indexes: parts(index),
  replicaIdentity: unneeded,
  clusterOn: unneeded,
  rowSecurity,
  forceRowSecurity: rowSecurity,
  policies: rowSecurity,
  comment: unneeded,
} satisfies FieldsOf<Table>;

/** Of a materialized view nothing is asked: there is no operation for one on SQLite. */
export const view = {
  schema: both,
  name: both,
  materialized: both,
  columnNames: both,
  query: { sqlite: postgresCall },
  // Nobody has rights there, and no row is put into a view but by a trigger.
  options: { ...unneeded, since: { major: 15, things: "security_invoker views", of: asInvoker } },
  method: both,
  tablespace: both,
  withNoData: both,
  indexes: both,
  comment: unneeded,
  columnComments: unneeded,
  columns: both,
  uses: both,
} satisfies FieldsOf<View>;

function asInvoker(options: NonNullable<View["options"]>): boolean {
  return "security_invoker" in options;
}

/** Of sequences and collations nothing is asked on SQLite either. */
export const sequence = {
  schema: both,
  name: both,
  type: both,
  options: both,
  unlogged: { since: { major: 15, things: "unlogged sequences" } },
  ownedBy: both,
  comment: both,
} satisfies FieldsOf<Sequence>;

export const collation = {
  schema: both,
  name: both,
  provider: {
    since: {
      major: 17,
      things: "the provider builtin of collations",
      of: (provider: string) => provider === "builtin",
    },
  },
  locale: both,
  lcCollate: both,
  lcCtype: both,
  deterministic: both,
  rules: { since: { major: 16, things: "rules of collations" } },
  comment: both,
} satisfies FieldsOf<Collation>;

export const trigger = {
  table: both,
  name: both,
  timing: both,
  events: {
    sqlite: (events: readonly TriggerEvent[]) =>
      events.length !== 1 || events.includes("truncate")
        ? "triggers of several events, or of TRUNCATE"
        : undefined,
  },
  updateOf: both,
  forEach: both,
  when: both,
  constraint: postgresOnly("constraint triggers"),
  deferrable: postgresOnly("constraint triggers"),
  from: postgresOnly("constraint triggers"),
  oldTable: postgresOnly("transition tables"),
  newTable: postgresOnly("transition tables"),
  function: postgresOnly("triggers that execute functions"),
  arguments: postgresOnly("triggers that execute functions"),
  body: sqliteOnly("triggers with statements of their own"),
  enabled: postgresOnly("triggers that are switched off"),
  comment: unneeded,
} satisfies FieldsOf<Trigger>;
