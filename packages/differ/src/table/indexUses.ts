import {
  indexNames,
  type IndexUses,
  nameKey,
  nameOf,
  type QualifiedName,
  renameUses,
  sameValue,
  type Table,
  type UnsaidPart,
} from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { type TablePlan } from "../plan.ts";

/**
 * What changes of the uses of indexes. A use ends before its index goes and begins after its index is there, so one that stays ends
 * and begins again where its index is made anew, be it by one of the `types`.
 */
export function diffIndexUses(
  plans: readonly TablePlan[],
  types: readonly Operation[],
): readonly Operation[] {
  const withTypes = new Set(types.flatMap(remadeIndexes));
  const byName = new Map(plans.map((plan) => [nameKey(plan.after), plan]));
  const tableOf = ({ after: { partitionOf } }: TablePlan): TablePlan | undefined =>
    partitionOf === undefined ? undefined : byName.get(nameKey(partitionOf.table));
  // A partition has indexes from its table under names of which only the server knows whose they are.
  const changesAbove = (plan: TablePlan): boolean => {
    const table = tableOf(plan);
    return table !== undefined && (INDEXED.some((part) => makesAny(table, part)) || changesAbove(table));
  };
  return plans.flatMap((plan) => {
    if (!uses(plan.before) && !uses(plan.after)) return [];
    const own = new Set(indexNames(plan.after));
    const made = new Set(INDEXED.flatMap((part) => plan[part].created.map(({ name }) => name)));
    for (const name of passedOn(plan)) made.add(name);
    const isMade = (index: string): boolean => made.has(index) || withTypes.has(indexKey(plan.after, index));
    const isRemade = (index: string): boolean => (own.has(index) ? isMade(index) : changesAbove(plan));
    return [...replicaIdentity(plan, isRemade), ...clusterOn(plan, isRemade)];
  });
}

/** The keys of the indexes that a type takes away and makes again with itself, there or back. */
function remadeIndexes(op: Operation): readonly string[] {
  const uses = op.kind === "addEnumValue" ? op.back?.uses : "uses" in op ? op.uses : undefined;
  return (uses?.indexes ?? []).map(({ table, index }) => indexKey(table, index.name));
}

const indexKey = (table: QualifiedName, index: string): string => nameKey({ ...nameOf(table), name: index });

const INDEXED = ["primaryKey", "uniques", "exclusions", "indexes"] as const;

function makesAny(plan: TablePlan, part: (typeof INDEXED)[number]): boolean {
  return plan[part].created.length > 0 || plan[part].dropped.length > 0;
}

function uses({ replicaIdentity: identity, clusterOn: cluster }: IndexUses): boolean {
  return identity !== undefined || cluster !== undefined;
}

/** Names of indexes that go, which others of the table take. */
function passedOn(plan: TablePlan): readonly string[] {
  const gone = new Set(INDEXED.flatMap((part) => plan[part].dropped.map(({ name }) => name)));
  return INDEXED.flatMap((part) => plan[part].renamed.map(({ after }) => after.name)).filter((name) =>
    gone.has(name),
  );
}

/** What the table used, by the names that the indexes get. */
function renamedUses(plan: TablePlan): IndexUses {
  const renamed = new Map(
    INDEXED.flatMap((part) =>
      plan[part].renamed.map(({ before, after }) => [before.name, after.name] as const),
    ),
  );
  return renameUses(plan.before, (index) => renamed.get(index) ?? index);
}

type IsRemade = (index: string) => boolean;

function replicaIdentity(plan: TablePlan, isRemade: IsRemade): readonly Operation[] {
  const { before, after } = plan;
  const [from, to] = [before.replicaIdentity ?? null, after.replicaIdentity ?? null];
  const [was, is] = [indexOf(from), indexOf(to)];
  const stays = sameValue(renamedUses(plan).replicaIdentity, to);
  if (stays && (is === undefined || !isRemade(is))) return [];
  return steps(from, to, was !== undefined || is !== undefined).map((change) => ({
    kind: "setReplicaIdentity",
    table: nameOf(after),
    change,
  }));
}

function indexOf(identity: Table["replicaIdentity"] | null): string | undefined {
  return typeof identity === "object" ? identity?.index : undefined;
}

function clusterOn(plan: TablePlan, isRemade: IsRemade): readonly Operation[] {
  const { before, after } = plan;
  const [from, to] = [before.clusterOn ?? null, after.clusterOn ?? null];
  const stays = sameValue(renamedUses(plan).clusterOn, to);
  if (stays && (to === null || !isRemade(to))) return [];
  return steps(from, to, true).map((change) => ({ kind: "setClusterOn", table: nameOf(after), change }));
}

function steps<V>(from: V | null, to: V | null, overIndexes: boolean) {
  const change = { from, to };
  if (!overIndexes || from === null || to === null) return [change];
  return [
    { from, to: null },
    { from: null, to },
  ];
}

/** The uses of the start where the target does not speak of them, and indexes under the names that they have been given. */
export function adoptIndexUses(
  before: Table,
  said: Table,
  named: Table,
  unsaid: ReadonlySet<UnsaidPart>,
): Table {
  if (!uses(before) && !uses(said)) return named;
  const names = indexNames(named);
  const given = new Map(indexNames(said).map((name, at) => [name, names[at]]));
  const own = renameUses(said, (index) => given.get(index) ?? index);
  const kept = renameUses(before, (index) => (names.includes(index) ? index : undefined));
  const { replicaIdentity: identity } = unsaid.has("replicaIdentity") ? kept : own;
  const { clusterOn: cluster } = unsaid.has("clusterOn") ? kept : own;
  const { replicaIdentity: _, clusterOn: __, ...table } = named;
  return {
    ...table,
    ...(identity === undefined ? {} : { replicaIdentity: identity }),
    ...(cluster === undefined ? {} : { clusterOn: cluster }),
  };
}
