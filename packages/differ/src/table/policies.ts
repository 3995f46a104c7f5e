import { nameOf, type Policy, type QualifiedName, sameValue, type Table } from "@limbeck/model";
import { defined, type Operation, type PolicyChanges } from "@limbeck/operations";

import { objectComment, policyTarget } from "../comments.ts";
import { matchMembers, memberFields } from "./members.ts";
import { policyCallsAny, policyNames, policyReads } from "../mentions.ts";
import { type TableChange } from "./tables.ts";

interface PolicyPair {
  readonly before: Policy;
  readonly after: Policy;
}

/** What happens to the policies of one table. */
export interface PolicyPlan {
  readonly dropped: readonly Policy[];
  readonly created: readonly Policy[];
  readonly renamed: readonly PolicyPair[];
  readonly altered: readonly PolicyPair[];
  /** On both sides, and left alone; names and comments may differ. */
  readonly settled: readonly PolicyPair[];
}

/** Columns of a table that nothing may read while they change or go. */
export interface MovedColumns extends QualifiedName {
  readonly columns: ReadonlySet<string>;
}

/** What types that are made anew carry over: their columns, and what says their names. */
export interface Carried {
  readonly columns: readonly MovedColumns[];
  readonly types: ReadonlySet<string>;
}

/** The names of what is made anew under policies: functions, and types that others take; and views. */
export interface UnderPolicies {
  readonly away: ReadonlySet<string>;
  readonly views: ReadonlySet<string>;
}

/** The columns that stand still under no policy, table by table; `carried` ones only where the policy changes anyway. */
export function movedColumns(changes: readonly TableChange[]): readonly MovedColumns[] {
  return changes
    .map(({ after, remade, retyped, removed }) => ({
      ...nameOf(after),
      columns: new Set([...remade, ...retyped, ...removed.map(({ name }) => name)]),
    }))
    .filter(({ columns }) => columns.size > 0);
}

export function carriedColumns(changes: readonly TableChange[]): readonly MovedColumns[] {
  return changes
    .map(({ after, carried }) => ({ ...nameOf(after), columns: carried }))
    .filter(({ columns }) => columns.size > 0);
}

/**
 * Policies that say something else are altered, as far as the server can: it changes roles and conditions, but neither the command nor
 * the kind, and takes no condition away. Those that read a column that changes or goes, of whichever table, or call a function or read a view
 * that is made anew, are dropped before and made again after.
 */
export function planPolicies(
  { before, after }: Pick<TableChange, "before" | "after">,
  moved: readonly MovedColumns[],
  carried: Carried,
  { away, views }: UnderPolicies,
): PolicyPlan {
  const { added, removed, kept, renamed } = matchMembers(
    before.policies,
    after.policies,
    memberFields.policies,
  );
  const same = [...kept.filter((pair) => pair.same), ...renamed];
  const other = kept.filter((pair) => !pair.same);
  const blocked = ({ before: was, after: is }: PolicyPair): boolean =>
    [was, is].some(
      (policy) =>
        policyReads(policy, after, moved) || policyCallsAny(policy, away) || policyNames(policy, views),
    );
  const altered = other.filter(
    (pair) => isAlterable(pair) && !blocked(pair) && !policyReads(pair.before, after, carried.columns),
  );
  // As of a check: what a type that is made anew carries over has one comment only.
  const recommented = ({ before: was, after: is }: PolicyPair): boolean =>
    was.comment !== is.comment &&
    policyReads(is, after, [...carried.columns, { ...nameOf(after), columns: carried.types }]);
  const remade = [
    ...other.filter((pair) => !altered.includes(pair)),
    ...same.filter((pair) => blocked(pair) || recommented(pair)),
  ];
  const touched = new Set(remade.map(({ after: policy }) => policy));
  return {
    dropped: [...removed, ...remade.map((pair) => pair.before)],
    created: [...added, ...remade.map((pair) => pair.after)],
    renamed: renamed.filter((pair) => !touched.has(pair.after)),
    altered,
    settled: same.filter((pair) => !touched.has(pair.after)),
  };
}

function isAlterable({ before, after }: PolicyPair): boolean {
  return (
    before.command === after.command &&
    before.restrictive === after.restrictive &&
    (before.using === undefined) === (after.using === undefined) &&
    (before.withCheck === undefined) === (after.withCheck === undefined)
  );
}

/** The operations for the policies of a table that is on both sides. */
export function policyOperations(
  table: QualifiedName,
  { dropped, created, renamed, altered, settled }: PolicyPlan,
): readonly Operation[] {
  return [
    ...dropped.map((policy) => dropPolicy(table, policy)),
    ...created.map((policy) => createPolicy(table, policy)),
    ...renamed.map(({ before, after }): Operation => ({
      kind: "renamePolicy",
      table,
      name: before.name,
      to: after.name,
    })),
    ...altered.map((pair): Operation => ({
      kind: "alterPolicy",
      table,
      name: pair.after.name,
      changes: changesOf(pair),
    })),
    ...[...altered, ...settled].flatMap(({ before, after }) =>
      objectComment(policyTarget(table, after.name), before, after),
    ),
  ];
}

export function createPolicy(table: QualifiedName, definition: Policy): Operation {
  return { kind: "createPolicy", table, definition };
}

export function dropPolicy(table: QualifiedName, definition: Policy): Operation {
  return { kind: "dropPolicy", table, name: definition.name, definition };
}

const PUBLIC = ["public"];

function changesOf({ before, after }: PolicyPair): PolicyChanges {
  const change = <T>(from: T | undefined, to: T | undefined): { from: T; to: T } | undefined =>
    from === undefined || to === undefined || sameValue(from, to) ? undefined : { from, to };
  return defined({
    to: change(before.roles ?? PUBLIC, after.roles ?? PUBLIC),
    using: change(before.using, after.using),
    withCheck: change(before.withCheck, after.withCheck),
  });
}

/** The policies of tables that come or go as a whole: a policy may read any other table, so it comes after all of them and goes before. */
export function createPolicies(tables: readonly Table[]): readonly Operation[] {
  return tables.flatMap((table) => table.policies.map((policy) => createPolicy(nameOf(table), policy)));
}

export function dropPolicies(tables: readonly Table[]): readonly Operation[] {
  return tables.flatMap((table) => table.policies.map((policy) => dropPolicy(nameOf(table), policy)));
}

/** The switches of a table that is on both sides. */
export function rowSecurityOperations(before: Table, after: Table): readonly Operation[] {
  const table = nameOf(after);
  const enabled: Operation[] =
    before.rowSecurity === after.rowSecurity
      ? []
      : [{ kind: after.rowSecurity === true ? "enableRowSecurity" : "disableRowSecurity", table }];
  const forced: Operation[] =
    before.forceRowSecurity === after.forceRowSecurity
      ? []
      : [{ kind: after.forceRowSecurity === true ? "forceRowSecurity" : "noForceRowSecurity", table }];
  return [...enabled, ...forced];
}
