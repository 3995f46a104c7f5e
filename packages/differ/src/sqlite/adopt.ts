import {
  type ForeignKey,
  type Index,
  nameKey,
  type PrimaryKey,
  type Schema,
  spelledAlike,
  type Table,
  type Unique,
} from "@limbeck/model";

import { memberFields } from "../table/members.ts";
import { adoptUnsaid } from "../adopt/unsaid.ts";
import { inWordsOf } from "./columns.ts";
import { adoptMembers } from "./adoptMembers.ts";
import { keyOf } from "./members.ts";

/**
 * The target in the start's words wherever both mean the same: declared types and defaults as they were written, constraints that
 * one side has not named, a unique constraint for a unique index. After that, everything is compared by name.
 */
export function adoptOnSqlite(before: Schema, target: Schema): Schema {
  const after = spelledAlike(before, target);
  const tables = new Map(before.tables.map((table) => [nameKey(table), table]));
  const unsaid = new Set(after.unsaid);
  return {
    ...after,
    tables: after.tables.map((table) => {
      const old = tables.get(nameKey(table));
      return old === undefined ? table : adoptTable(old, adoptUnsaid(old, table, unsaid));
    }),
  };
}

function adoptTable(before: Table, after: Table): Table {
  const columns = new Map(before.columns.map((column) => [column.name, column]));
  const ordered = before.withoutRowid === true || after.withoutRowid === true;
  const [primaryKey] = adoptMembers(
    keyOf(before),
    keyOf(after),
    memberFields.primaryKey,
    ordered ? undefined : unordered,
  );
  const rules = exchanged(before, after);
  return {
    ...after,
    columns: after.columns.map((column) => {
      const was = columns.get(column.name);
      return was === undefined ? column : inWordsOf(was, column);
    }),
    ...(primaryKey === undefined ? {} : { primaryKey }),
    uniques: adoptMembers(before.uniques, rules.uniques, memberFields.uniques),
    foreignKeys: adoptMembers(before.foreignKeys, after.foreignKeys, memberFields.foreignKeys, inOrder),
    checks: adoptMembers(before.checks, after.checks, memberFields.checks),
    indexes: adoptMembers(before.indexes, rules.indexes, memberFields.indexes),
  };
}

/** In a table with rowids the order of a key says nothing of the rows. */
function unordered(key: PrimaryKey): PrimaryKey {
  return { ...key, columns: [...key.columns].sort() };
}

/** The pairs of a key in one order. */
function inOrder(key: ForeignKey): ForeignKey {
  const { table, columns } = key.references;
  const pairs = key.columns.map((column, at) => [column, columns[at] ?? ""] as const);
  const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...key,
    columns: sorted.map(([column]) => column),
    references: {
      table: { name: table.name },
      columns: columns.length === 0 ? [] : sorted.map(([, column]) => column),
    },
  };
}

/** A unique constraint and a plain unique index are one rule: what the start has as the other, the target has so too. */
function exchanged(before: Table, after: Table): Pick<Table, "uniques" | "indexes"> {
  const loose = {
    uniques: lacking(before.uniques, after.uniques.map(ruleOfUnique), ruleOfUnique),
    indexes: lacking(before.indexes, after.indexes.map(ruleOfIndex), ruleOfIndex),
  };
  const uniques = takeOver(after.indexes, ruleOfIndex, loose.uniques, ruleOfUnique);
  const indexes = takeOver(after.uniques, ruleOfUnique, loose.indexes, ruleOfIndex);
  return {
    uniques: [...after.uniques.filter((one) => !indexes.taken.has(one)), ...uniques.found],
    indexes: [...after.indexes.filter((one) => !uniques.taken.has(one)), ...indexes.found],
  };
}

/** Those of the start whose rule the target does not have in the same form. */
function lacking<M>(
  before: readonly M[],
  rules: readonly (string | undefined)[],
  ruleOf: (member: M) => string | undefined,
) {
  const said = new Set(rules);
  return before.filter((member) => {
    const rule = ruleOf(member);
    return rule !== undefined && !said.has(rule);
  });
}

function takeOver<A, B>(
  wanted: readonly A[],
  ruleOf: (member: A) => string | undefined,
  loose: readonly B[],
  ruleOfLoose: (member: B) => string | undefined,
): { readonly taken: ReadonlySet<A>; readonly found: readonly B[] } {
  const byRule = new Map(loose.map((member) => [ruleOfLoose(member), member]));
  const pairs = wanted.flatMap((member) => {
    const rule = ruleOf(member);
    const other = rule === undefined ? undefined : byRule.get(rule);
    return other === undefined ? [] : [[member, other] as const];
  });
  return {
    taken: new Set(pairs.map(([member]) => member)),
    found: [...new Set(pairs.map(([, other]) => other))],
  };
}

function ruleOfUnique({ columns, descending, collations, onConflict }: Unique): string | undefined {
  const isPlain = [descending, collations, onConflict].every((said) => said === undefined);
  return isPlain ? JSON.stringify(columns) : undefined;
}

function ruleOfIndex({ unique, elements, where }: Index): string | undefined {
  const columns = elements.map((element) =>
    element.kind === "column" && element.order === undefined && element.collation === undefined
      ? element.column
      : undefined,
  );
  return unique && where === undefined && !columns.includes(undefined) ? JSON.stringify(columns) : undefined;
}
