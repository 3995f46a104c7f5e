import {
  type ForeignKey,
  type Index,
  type Named,
  nameOf,
  type PrimaryKey,
  type Table,
  type Unique,
} from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { type Fields } from "../fields.ts";
import { memberFields } from "../table/members.ts";

/** How one kind of member goes and comes. */
export interface Kind<M> {
  readonly fields: Fields<M>;
  readonly drop: (table: Table, member: M) => Operation;
  readonly create: (table: Table, member: M) => Operation;
  readonly rename: "renameConstraint" | "renameIndex";
  /** What a revision file says of it. */
  readonly say: (member: M) => M;
}

export const PRIMARY_KEY: Kind<PrimaryKey> = {
  fields: memberFields.primaryKey,
  drop: (table, { name, ...rest }) => ({
    kind: "dropPrimaryKey",
    table: nameOf(table),
    name,
    definition: { name, ...rest },
  }),
  create: (table, definition) => ({ kind: "createPrimaryKey", table: nameOf(table), definition }),
  rename: "renameConstraint",
  say: sayUnnamed,
};
export const UNIQUE: Kind<Unique> = {
  fields: memberFields.uniques,
  drop: (table, definition) => ({
    kind: "dropUnique",
    table: nameOf(table),
    name: definition.name,
    definition,
  }),
  create: (table, definition) => ({ kind: "createUnique", table: nameOf(table), definition }),
  rename: "renameConstraint",
  say: sayUnnamed,
};
export const FOREIGN_KEY: Kind<ForeignKey> = {
  fields: memberFields.foreignKeys,
  drop: (table, definition) => ({
    kind: "dropForeignKey",
    table: nameOf(table),
    name: definition.name,
    definition,
  }),
  create: (table, definition) => ({ kind: "createForeignKey", table: nameOf(table), definition }),
  rename: "renameConstraint",
  say: sayUnnamed,
};
export const CHECK: Kind<Table["checks"][number]> = {
  fields: memberFields.checks,
  drop: (table, definition) => ({
    kind: "dropCheck",
    table: nameOf(table),
    name: definition.name,
    definition,
  }),
  create: (table, definition) => ({ kind: "createCheck", table: nameOf(table), definition }),
  rename: "renameConstraint",
  say: sayUnnamed,
};
export const INDEX: Kind<Index> = {
  fields: memberFields.indexes,
  drop: (table, definition) => ({
    kind: "dropIndex",
    table: nameOf(table),
    name: definition.name,
    definition,
  }),
  create: (table, definition) => ({ kind: "createIndex", table: nameOf(table), definition }),
  rename: "renameIndex",
  // There is no index without a name, whoever chose it.
  say: (index) => index,
};

/** A revision file does not know who chose a name, so a constraint that has none says so. */
export function sayUnnamed<M extends Named>(member: M): M {
  return member.derivedName === true ? { ...member, unnamed: true } : member;
}
