import { type ForeignKey, nameKey, type QualifiedName, type Schema, type Table } from "@limbeck/model";
import { indexKey, type Ref, ref } from "@limbeck/operations";

import { exchangedTypes } from "./type/exchanged.ts";
import { rebuildsIndex } from "./table/goingKeys.ts";
import { type HeldRows, heldRows, otherRows } from "./type/heldRows.ts";
import { type MemberPlan, planMembers } from "./table/memberPlan.ts";
import { matchMembers, memberFields } from "./table/members.ts";
import { asType, callsAny, checkReads, indexCallsAny, indexIsPrinted, indexReads } from "./mentions.ts";
import {
  carriedColumns,
  movedColumns,
  planPolicies,
  type PolicyPlan,
  type UnderPolicies,
} from "./table/policies.ts";
import { remadeTypes } from "./type/remadeTypes.ts";
import { withOwnIndexesApart } from "./partition/partitionIndexes.ts";
import { withPartitionColumns } from "./partition/partitions.ts";
import { type TableChange, tableChange, type UnderColumns } from "./table/tables.ts";

/** What happens to a table that is on both sides. */
export interface TablePlan extends TableChange {
  readonly primaryKey: MemberPlan<NonNullable<Table["primaryKey"]>>;
  readonly uniques: MemberPlan<Table["uniques"][number]>;
  readonly checks: MemberPlan<Table["checks"][number]>;
  readonly exclusions: MemberPlan<Table["exclusions"][number]>;
  readonly indexes: MemberPlan<Table["indexes"][number]>;
  readonly foreignKeys: MemberPlan<ForeignKey>;
  readonly policies: PolicyPlan;
  /** The types of rows that columns hold of tables which are written anew, in whichever table they are. */
  readonly rows: HeldRows;
}

export type WithoutForeignKeys = Omit<TablePlan, "foreignKeys" | "policies" | "rows">;

function planTable(
  change: TableChange,
  away: ReadonlySet<string>,
  types: ReadonlySet<string>,
): WithoutForeignKeys {
  const { before, after, remade, retyped, carried } = change;
  const carriedWords = new Set([...carried, ...types]);
  const reshaped = new Set([...remade, ...retyped]);
  // A new type for a column that a key only carries along makes the server build its index anew, which it refuses under a foreign
  // key; and a foreign key that is new has to wait for that.
  const overRemade = ({
    columns,
    include = [],
  }: {
    readonly columns: readonly string[];
    readonly include?: readonly string[];
  }): boolean =>
    [...columns, ...include].some((column) => remade.has(column)) ||
    include.some((column) => retyped.has(column));
  return {
    ...change,
    primaryKey: planMembers(matchMembers(keyOf(before), keyOf(after), memberFields.primaryKey), overRemade),
    uniques: planMembers(matchMembers(before.uniques, after.uniques, memberFields.uniques), overRemade),
    checks: planMembers(
      matchMembers(before.checks, after.checks, memberFields.checks),
      (check) => checkReads(check, reshaped) || callsAny(check.expression, away),
      (check) => checkReads(check, carriedWords),
    ),
    // Its operators belong to the types of its columns.
    exclusions: planMembers(
      matchMembers(before.exclusions, after.exclusions, memberFields.exclusions),
      (exclusion) =>
        indexReads(exclusion, new Set([...reshaped, ...carried])) ||
        indexCallsAny(exclusion, new Set([...away, ...[...types].map(asType)])),
    ),
    indexes: planMembers(
      matchMembers(before.indexes, after.indexes, memberFields.indexes),
      (index) =>
        indexReads(index, remade) ||
        indexIsPrinted(index, retyped) ||
        indexCallsAny(index, away) ||
        namesOperatorClass(index, retyped) ||
        (!ORDERS_TEXT.has(index.method ?? "btree") && indexReads(index, retyped)) ||
        (index.unique && (index.include ?? []).some((column) => retyped.has(column))),
      (index) => indexIsPrinted(index, carriedWords),
    ),
  };
}

function keyOf({ primaryKey }: Table): readonly NonNullable<Table["primaryKey"]>[] {
  return primaryKey === undefined ? [] : [primaryKey];
}

/** The methods with an operator class for text, which a column may be on its way from one type to another. */
const ORDERS_TEXT: ReadonlySet<string> = new Set(["btree", "hash", "brin", "spgist"]);

/** An operator class belongs to a type: it cannot stay while the type changes. */
function namesOperatorClass({ elements }: Table["indexes"][number], retyped: ReadonlySet<string>): boolean {
  return elements.some(
    (element) =>
      element.kind === "column" && element.operatorClass !== undefined && retyped.has(element.column),
  );
}

/**
 * The plans of all tables that are on both sides. Foreign keys and policies come last: what they point at and
 * read may be in another table.
 */
export function planTables(
  before: Schema,
  after: Schema,
  serverVersion: number,
  { away, views }: UnderPolicies,
): readonly TablePlan[] {
  const exchanged = new Set(exchangedTypes(before, after).keys());
  const types = remadeTypes(before, after);
  const words = new Set(types.map(({ name }) => name));
  const remade = new Set(types.map(nameKey));
  const under = {
    serverVersion,
    remadeTypes: remade,
    exchanged,
    away: new Set([...away, ...[...words].map(asType)]),
  };
  const { changes, rows } = settleRows(before, after, under);
  const settled = withPartitionColumns(changes).map((change) => planTable(change, away, words));
  const plans = withOwnIndexesApart(settled);
  const broken = new Set(plans.flatMap(brokenRefs));
  const [moved, carried] = [movedColumns(plans), carriedColumns(plans)];
  const rebuilt = new Set(
    plans.filter((plan) => rebuildsIndex(plan.after, plan)).map(({ after: table }) => nameKey(table)),
  );
  return plans.map((plan) => ({
    ...plan,
    rows,
    foreignKeys: planForeignKeys(plan, broken, rebuilt),
    policies: planPolicies(plan, moved, { columns: carried, types: words }, { away, views }),
  }));
}

/** A column that holds rows of a table that is written anew is written anew itself, and with it rows that others hold. */
function settleRows(before: Schema, after: Schema, under: UnderColumns) {
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  const others = otherRows(under.exchanged, before, after);
  let rows: HeldRows = new Map();
  for (;;) {
    const exchanged = new Set([...under.exchanged, ...rows.keys()]);
    const changes = after.tables.flatMap((table) => {
      const was = old.get(nameKey(table));
      return was === undefined ? [] : [tableChange(was, table, { ...under, exchanged })];
    });
    const held = heldRows(changes, before, after);
    if (held.size === rows.size) return { changes, rows: new Map([...others, ...held]) };
    rows = held;
  }
}

function planForeignKeys(
  { before, after, carried }: WithoutForeignKeys,
  broken: ReadonlySet<Ref>,
  rebuilt: ReadonlySet<string>,
): TablePlan["foreignKeys"] {
  const matched = matchMembers(before.foreignKeys, after.foreignKeys, memberFields.foreignKeys);
  return planMembers(
    matched,
    (key) => pointsAt(after, key).some((need) => broken.has(need)),
    ({ columns, references }) =>
      columns.some((column) => carried.has(column)) || rebuilt.has(nameKey(references.table)),
  );
}

function pointsAt(table: QualifiedName, { columns, references }: ForeignKey): readonly Ref[] {
  return [
    ...columns.map((column) => ref.column(table, column)),
    ...references.columns.map((column) => ref.column(references.table, column)),
    ref.key(references.table, references.columns),
    ref.logging(table),
    ref.logging(references.table),
  ];
}

/** The keys and columns of a table that a foreign key cannot stand on while they change. */
function brokenRefs({
  before,
  after,
  remade,
  retyped,
  primaryKey,
  uniques,
  indexes,
}: WithoutForeignKeys): readonly Ref[] {
  const keys = [
    ...[...primaryKey.dropped, ...uniques.dropped].map((key) => ({ ...key, of: key.columns })),
    ...indexes.dropped.filter(({ unique }) => unique).map((index) => ({ ...index, of: indexKey(index) })),
  ];
  return [
    ...[...remade, ...retyped].map((column) => ref.column(after, column)),
    ...keys.flatMap(({ of, parts = [] }) =>
      [after, ...parts.map((part) => part.table)].map((table) => ref.key(table, of)),
    ),
    ...(before.unlogged === after.unlogged ? [] : [ref.logging(after)]),
  ];
}
