import { type Column, type Named, nameKey, nameOf, type QualifiedName } from "@limbeck/model";
import {
  type CommentedObject,
  type ColumnChanges,
  type EnumColumn,
  type KeepRights,
  type LateConstraint,
  type Operation,
} from "@limbeck/operations";

import { alterColumn } from "./columnSteps.ts";
import { alterStatistics } from "../adopt/indexStatistics.ts";
import { constraintTarget, indexTarget, memberComments, tableComment } from "../comments.ts";
import { nameFreed } from "./notNull.ts";
import { type TypeDiff } from "../type/typeChanges.ts";
import { alterPartition } from "../partition/partitions.ts";
import { type MemberPlan } from "./memberPlan.ts";
import { type TablePlan } from "../plan.ts";
import { alterTable } from "./tableSettings.ts";
import { policyOperations, rowSecurityOperations } from "./policies.ts";

/** The operations of one table that is on both sides, in no order yet. */
export function tableOperations(plan: TablePlan, { carried, remade }: TypeDiff): readonly Operation[] {
  const table = nameOf(plan.after);
  return [
    ...alterPartition(plan),
    ...alterTable(plan.before, plan.after),
    ...tableComment(plan.before, plan.after),
    ...columnsComeAndGo(plan),
    ...plan.altered
      .flatMap((change) => nameFreed(change, plan.altered))
      .flatMap(({ name, changes }) =>
        alterColumn(table, name, withoutCarried(table, name, changes, carried), { remade, rows: plan.rows }),
      ),
    ...members(table, plan.primaryKey, "createPrimaryKey", "dropPrimaryKey"),
    ...members(table, plan.uniques, "createUnique", "dropUnique"),
    ...members(table, plan.checks, "createCheck", "dropCheck"),
    ...plan.checks.validated.map((check) => validate(table, check.name, { check })),
    ...plan.foreignKeys.validated.map((foreignKey) => validate(table, foreignKey.name, { foreignKey })),
    ...members(table, plan.exclusions, "createExclude", "dropExclude"),
    ...members(table, plan.indexes, "createIndex", "dropIndex"),
    ...members(table, plan.foreignKeys, "createForeignKey", "dropForeignKey"),
    ...policyOperations(table, plan.policies),
    ...rowSecurityOperations(plan.before, plan.after),
  ];
}

/** One that comes again under its name has the rights that it had. */
function columnsComeAndGo({ after, removed, added }: TablePlan): readonly Operation[] {
  const table = nameOf(after);
  const coming = new Set(added.map(({ name }) => name));
  const again = new Set(removed.map(({ name }) => name).filter((name) => coming.has(name)));
  const kept = ({ name }: Column): KeepRights => (again.has(name) ? { keepRights: true } : {});
  return [
    ...removed.map((column): Operation => ({
      kind: "dropColumn",
      table,
      name: column.name,
      column,
      ...kept(column),
    })),
    ...added.map((column): Operation => ({ kind: "addColumn", table, column, ...kept(column) })),
  ];
}

/** The default of a column whose enum type is made anew comes with the type. */
function withoutCarried(
  table: QualifiedName,
  name: string,
  changes: ColumnChanges,
  carried: readonly EnumColumn[],
): ColumnChanges {
  const comes = carried.some(
    (use) => use.column === name && nameKey(use.table) === nameKey(table) && use.default !== undefined,
  );
  if (!comes) return changes;
  const { default: _, ...rest } = changes;
  return rest;
}

function validate(table: QualifiedName, name: string, constraint: LateConstraint): Operation {
  return { kind: "validateConstraint", table, name, constraint };
}

type Create = Extract<
  Operation,
  { readonly kind: `create${string}`; readonly definition: Named; readonly table: QualifiedName }
>;
type CreateKind = Create["kind"];
type DefinitionOf<K extends CreateKind> = Extract<Create, { readonly kind: K }>["definition"];
type DropKind = Extract<Operation, { readonly kind: `drop${string}`; readonly definition?: Named }>["kind"];

/** The operations of the members of one kind, in a table or, for indexes, a materialized view. */
export function members<K extends CreateKind>(
  table: QualifiedName,
  { dropped, created, renamed, settled }: MemberPlan<DefinitionOf<K>>,
  create: K,
  drop: DropKind,
): readonly Operation[] {
  const isIndex = create === "createIndex";
  const target = (name: string): CommentedObject =>
    isIndex ? indexTarget(table, name) : constraintTarget(table, name);
  return [
    // The kinds and the definition go together by the signature; a union of literals cannot be built from parameters.
    ...dropped.map((definition) => ({ kind: drop, table, name: definition.name, definition }) as Operation),
    ...created.map((definition) => ({ kind: create, table, definition }) as unknown as Operation),
    ...renamed.map(({ before, after }): Operation => {
      const kind = isIndex ? "renameIndex" : "renameConstraint";
      return { kind, table, name: before.name, to: after.name };
    }),
    ...settled.flatMap(({ before, after }) => memberComments(table, target(after.name), before, after)),
    ...settled.flatMap(({ before, after }) => alterStatistics(table, before, after)),
  ];
}
