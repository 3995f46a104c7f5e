import {
  type Backed,
  type Named,
  type QualifiedName,
  showName,
  type Table,
  type TablePart,
} from "@limbeck/model";

import { objectMissing } from "../errors.ts";
import { type IfExists, ifExistsSql } from "../ifExists.ts";
import { removeOne } from "../schemaChange.ts";
import { constraintCommentsSql } from "../sql/comment.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";

/** ALTER TABLE … ADD, and the comments of the constraint. */
export function addConstraintSql(
  table: QualifiedName,
  member: Named & Backed,
  constraint: string,
): readonly string[] {
  return [`ALTER TABLE ${quoteName(table)} ADD ${constraint}`, ...constraintCommentsSql(table, member)];
}

export function dropConstraintSql(
  table: QualifiedName,
  name: string,
  options: IfExists = {},
): readonly string[] {
  return [`ALTER TABLE ${quoteName(table)} DROP CONSTRAINT ${ifExistsSql(options)}${quoteIdentifier(name)}`];
}

/** How a member gets into and out of the list of its table. */
export function listOf<P extends Exclude<TablePart, "columns">>(part: P) {
  return {
    add: (table: Table, member: Table[P][number]): Table => ({ ...table, [part]: [...table[part], member] }),
    has: (table: Table, name: string): boolean => {
      const list: readonly Named[] = table[part];
      return list.some((member) => member.name === name);
    },
    remove: (table: Table, name: string): Table => {
      const list: readonly Named[] = table[part];
      return {
        ...table,
        [part]: removeOne(list, (member) => member.name === name, missing(table, part, name)),
      };
    },
  };
}

const NOUN = {
  uniques: "unique constraint",
  foreignKeys: "foreign key",
  checks: "check",
  exclusions: "exclusion constraint",
  indexes: "index",
  policies: "policy",
} satisfies Record<Exclude<TablePart, "columns">, string>;

/** What is not there, and what there is of its like: a name is mostly mistaken for a neighbour's. */
function missing(table: Table, part: Exclude<TablePart, "columns">, name: string): string {
  const names = table[part].map((member) => member.name);
  const what = `${NOUN[part]} ${name} on ${showName(table)}`;
  return names.length === 0 ? what : `${what}, which has ${names.join(", ")}`;
}

type OnName = (item: Named) => Named | undefined;

export function hasConstraint(table: Table, name: string): boolean {
  const lists = [table.uniques, table.foreignKeys, table.checks, table.exclusions];
  return table.primaryKey?.name === name || lists.some((list) => list.some((item) => item.name === name));
}

/** The table with each constraint of that name changed, or dropped where the change answers undefined. */
export function changeConstraint(table: Table, name: string, change: OnName): Table {
  const key = table.primaryKey;
  if (!hasConstraint(table, name)) throw objectMissing(`constraint ${name} on ${showName(table)}`);
  const one = <T extends Named>(item: T): readonly T[] => {
    const after = item.name === name ? change(item) : item;
    // What comes back is the item with a changed name or flag: the same type.
    return after === undefined ? [] : [after as T];
  };
  const { primaryKey: _, ...rest } = table;
  const [primaryKey] = key === undefined ? [] : one(key);
  return {
    ...rest,
    ...(primaryKey === undefined ? {} : { primaryKey }),
    uniques: table.uniques.flatMap(one),
    foreignKeys: table.foreignKeys.flatMap(one),
    checks: table.checks.flatMap(one),
    exclusions: table.exclusions.flatMap(one),
  };
}
