import {
  type Backed,
  type Check,
  type Divided,
  type ForeignKey,
  type Index,
  type IndexColumn,
  type IndexExpression,
  type Lenient,
  type Named,
  type Placed,
  type PrimaryKey,
  type Unique,
} from "@limbeck/model";

import { both, type FieldsOf, parts, postgresOnly, postgresSince, sqliteOnly, unneeded } from "./answer.ts";
import { collation } from "./columnFields.ts";

const named = { name: both, derivedName: both, unnamed: both, comment: unneeded } satisfies FieldsOf<Named>;

const backed = { indexComment: unneeded } satisfies FieldsOf<Backed>;

const divided = {
  parts: postgresOnly("partitions"),
  only: postgresOnly("partitions"),
} satisfies FieldsOf<Divided>;

const placed = { tablespace: unneeded } satisfies FieldsOf<Placed>;

const lenient = {
  // There it holds at once: the rows that are there are looked at.
  notValid: unneeded,
  notEnforced: postgresSince(18, "constraints that are not enforced"),
} satisfies FieldsOf<Lenient>;

const onConflict = sqliteOnly("ON CONFLICT in a table");

export const unique = {
  ...named,
  ...backed,
  ...divided,
  ...placed,
  columns: both,
  nullsNotDistinct: postgresSince(15, "NULLS NOT DISTINCT"),
  include: postgresOnly("columns that a key includes"),
  deferrable: postgresOnly("deferrable keys"),
  withoutOverlaps: postgresSince(18, "keys WITHOUT OVERLAPS"),
  with: unneeded,
  descending: sqliteOnly("descending columns in a key"),
  collations: sqliteOnly("collations in a key"),
  onConflict,
} satisfies FieldsOf<Unique>;

const { nullsNotDistinct: _, ...key } = unique;
export const primaryKey = {
  ...key,
  autoincrement: sqliteOnly("AUTOINCREMENT"),
} satisfies FieldsOf<PrimaryKey>;

export const foreignKey = {
  ...named,
  ...lenient,
  columns: both,
  references: both,
  onDelete: both,
  onUpdate: both,
  onDeleteColumns: postgresSince(15, "SET NULL for some columns of a key"),
  match: { postgres: (match: "full" | "partial") => (match === "partial" ? "MATCH PARTIAL" : undefined) },
  deferrable: both,
  period: postgresSince(18, "foreign keys over a PERIOD"),
} satisfies FieldsOf<ForeignKey>;

export const check = {
  ...named,
  ...lenient,
  expression: both,
  noInherit: unneeded,
  validIn: unneeded,
} satisfies FieldsOf<Check>;

const element = {
  kind: both,
  column: both,
  expression: both,
  order: both,
  nulls: postgresOnly("NULLS FIRST and NULLS LAST in indexes"),
  operatorClass: postgresOnly("operator classes"),
  collation,
} satisfies FieldsOf<Omit<IndexColumn, "kind"> & IndexExpression>;

export const index = {
  ...named,
  ...divided,
  ...placed,
  unique: both,
  method: { sqlite: (method: string) => (method === "btree" ? undefined : `${method} indexes`) },
  elements: parts(element),
  include: postgresOnly("columns that an index includes"),
  nullsNotDistinct: postgresSince(15, "NULLS NOT DISTINCT"),
  with: unneeded,
  where: both,
  statistics: unneeded,
} satisfies FieldsOf<Index>;
