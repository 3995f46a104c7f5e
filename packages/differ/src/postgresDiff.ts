import { nameKey, type Routine, routineKey, type Schema, type SchemaPart, type Table } from "@limbeck/model";
import { describe, type Operation, type Ref, ref } from "@limbeck/operations";

import { type Anew, type Between } from "./partition/between.ts";
import { collationsAside, diffCollations } from "./collations.ts";
import { callingDomain, domainsApart } from "./type/domainRules.ts";
import { createTables, dropTables } from "./order/cycles.ts";
import { withCirclesMade } from "./function/circles.ts";
import { withViewsBack } from "./view/enumViews.ts";
import { refuseDivided } from "./partition/divided.ts";
import { aroundDivided } from "./partition/dividedAnew.ts";
import { exchangedTypes } from "./type/exchanged.ts";
import { orderImpossible } from "./errors.ts";
import { diffExtensions } from "./extensions.ts";
import { withoutKeysInTheWay } from "./table/goingKeys.ts";
import { changingDefault, heldDefaults, inTwoSteps } from "./function/heldDefaults.ts";
import { diffIndexUses } from "./table/indexUses.ts";
import { lateDefault } from "./function/lateDefaults.ts";
import { detachedFirst } from "./partition/movedBounds.ts";
import { aroundKeysOnMoved } from "./partition/keysOnMoved.ts";
import { aroundMoved } from "./partition/movedPartitions.ts";
import { aroundExtensions } from "./names/extensionsAside.ts";
import { namesAside } from "./names/namesAside.ts";
import { diffNamespaces } from "./namespaces.ts";
import { order, type OrderOptions } from "./order/order.ts";
import { partitionTouches } from "./order/partitionTouches.ts";
import { aroundOwnSequences } from "./sequence/ownSequences.ts";
import { aroundTables } from "./partition/partitionIndexes.ts";
import { aroundOnlyOnMoved } from "./partition/onlyOnMoved.ts";
import { diffPartitionColumns } from "./partition/partitionColumns.ts";
import { goingTables } from "./partition/partitions.ts";
import { policiesApart } from "./table/policiesApart.ts";
import { awayTypes } from "./type/remadeTypes.ts";
import { rowDefaults } from "./type/rowDefaults.ts";
import { operationsOf, settle } from "./settle.ts";
import { diffRoles } from "./roles.ts";
import { sequencesRenamed } from "./sequence/sequenceNames.ts";
import { diffSequences } from "./sequence/sequences.ts";
import { ownedSequence, sequencesApart } from "./sequence/sequencesApart.ts";
import { tableOperations } from "./table/tableOperations.ts";
import { functionsOver } from "./function/selfReading.ts";
import { diffTriggers } from "./table/triggers.ts";
import { typeDiff } from "./type/typeChanges.ts";

/**
 * The operations that turn one schema of PostgreSQL into another. `after` is in the words of the start. Throws `order-impossible` where
 * they wait for one another in a circle.
 */
export function diffOnPostgres(before: Schema, after: Schema, serverVersion: number): readonly Operation[] {
  return aroundExtensions(before, after, (start, end) =>
    aroundOwnSequences(start, end, (from, to) => diffAround(from, to, serverVersion)),
  );
}

function diffAround(before: Schema, after: Schema, serverVersion: number): readonly Operation[] {
  const [counted, sequences] = sequencesRenamed(before, after);
  const [sorted, collations] = collationsAside(counted, after);
  const [start, names] = namesAside(sorted, after);
  const inOrder: Between = (from, to, anew = []) => diffInOrder(from, to, { serverVersion, anew });
  const moving: Between = (from, to) =>
    aroundMoved(from, to, (apart, together) => aroundDivided(apart, together, inOrder));
  const rest = aroundKeysOnMoved(start, after, (from, to) => aroundOnlyOnMoved(from, to, moving));
  return [...sequences, ...collations, ...names, ...rest];
}

/** What has to be known beside the two schemas. */
interface Around {
  readonly serverVersion: number;
  readonly anew: readonly Anew[];
}

function diffInOrder(before: Schema, after: Schema, around: Around): readonly Operation[] {
  const touched = partitionTouches(before, after);
  let apart: ReadonlySet<Ref> = new Set();
  for (;;) {
    const { operations, held } = operationsBetween(before, after, around, apart);
    refuseDivided(operations, { before, after });
    const asked = policiesApart(operations, apart, { before, after });
    const { ordered, waiting } = order(asked, { touched });
    // Made anew or not, they stand where they only take away.
    if (waiting.length === 0) return ordered.map((op) => held.get(op) ?? op);
    const inTheWay = waiting.flatMap(takenApart).filter((one) => !apart.has(one));
    if (inTheWay.length === 0) return withCirclesMade(lastOrder(asked, touched), before, after);
    apart = new Set([...apart, ...inTheWay]);
  }
}

function lastOrder(
  operations: readonly Operation[],
  touched: NonNullable<OrderOptions["touched"]>,
): readonly Operation[] {
  const { ordered, waiting } = order(operations, { otherThings: true, touched });
  if (waiting.length > 0) throw orderImpossible(waiting.map(describe));
  return ordered;
}

/**
 * What an operation does that can be done in two: a body or a condition that reads what goes before that comes which the next one reads can
 * only wait for both, and is dropped and made again; a table of which a function reads something waits for no table that it points at, a
 * domain for no function that it calls, and a sequence for no column that owns it.
 */
function takenApart(op: Operation): readonly Ref[] {
  if (op.kind === "replaceFunction") return [ref.routine(routineKey(op.change.to))];
  if (op.kind === "alterPolicy") return [ref.policy(op.table, op.name)];
  if (op.kind === "alterColumn") return changingDefault(op);
  if (op.kind === "createSequence" || op.kind === "dropSequence") return ownedSequence(op);
  return op.kind === "createTable" || op.kind === "dropTable" ? keysToOthers(op.table) : callingDomain(op);
}

function keysToOthers(table: Table | undefined): readonly Ref[] {
  if (table === undefined) return [];
  const others = table.foreignKeys.filter(({ references }) => nameKey(references.table) !== nameKey(table));
  return others.map(({ name }) => ref.constraint(table, name));
}

function operationsBetween(
  before: Schema,
  after: Schema,
  { serverVersion, anew }: Around,
  apart: ReadonlySet<Ref>,
): { readonly operations: readonly Operation[]; readonly held: ReadonlyMap<Operation, Operation> } {
  const settled = settle(before, after, serverVersion, { apart, anew });
  const { functions, away, awayFromAll, held, plans, enums, domains, composites, ranges, views } = settled;
  const over = {
    made: functionsOver(made(functions.operations), after),
    gone: functionsOver(gone(functions.operations), before),
  };
  const going = withoutKeysInTheWay(goingTables(before, after), plans);
  const changes = [...enums, ...domains, ...composites, ...ranges];
  const types = typeDiff(changes, [...exchangedTypes(before, after).keys(), ...awayTypes(before, after)]);
  const rows = rowDefaults(before, after, plans);
  const altered = plans.flatMap((plan) => tableOperations(plan, types));
  const parts = {
    namespaces: diffNamespaces(before, after),
    extensions: diffExtensions(before, after),
    collations: diffCollations(before, after),
    enums: withViewsBack(operationsOf(enums), { views: views.staying, tables: after.tables }),
    domains: [...held.keys(), ...domainsApart(operationsOf(domains), apart)],
    composites: operationsOf(composites),
    ranges: operationsOf(ranges),
    sequences: sequencesApart(diffSequences(before, after, plans), apart),
    functions: functions.operations,
    tables: [
      ...createTables(notIn(after.tables, before.tables), over.made, apart, after.tables),
      ...aroundTables(detachedFirst(altered, before, after), before, after)
        .flatMap((op) => inTwoSteps(op, settled.stepping, awayFromAll, new Set([...apart, ...rows])))
        .flatMap((op) => lateDefault(op, over)),
      ...diffIndexUses(plans, operationsOf(changes)),
      ...diffPartitionColumns(plans, away),
      ...heldDefaults(plans, away, rows),
      ...going.ahead,
      ...dropTables(going.tables, over.gone, apart, before.tables),
    ],
    views: views.operations,
    triggers: diffTriggers(before, after, {
      plans,
      away: awayFromAll,
      relations: goingRelations(views.operations, notIn(before.tables, after.tables)),
    }),
    roles: diffRoles(before, after),
  } satisfies Record<SchemaPart, readonly Operation[]>;
  return { operations: Object.values(parts).flat(), held };
}

function made(operations: readonly Operation[]): readonly Routine[] {
  return operations.flatMap((op) => (op.kind === "createFunction" ? [op.function] : []));
}

function gone(operations: readonly Operation[]): readonly Routine[] {
  return operations.flatMap((op) => (op.kind === "dropFunction" ? (op.function ?? []) : []));
}

/** The keys of the tables that go, and of the views that are dropped; what stands on one that comes again goes and comes with it. */
function goingRelations(operations: readonly Operation[], tables: readonly Table[]): ReadonlySet<string> {
  const views = operations.flatMap((op) => (op.kind === "dropView" ? [nameKey(op.name)] : []));
  return new Set([...views, ...tables.map(nameKey)]);
}

function notIn(tables: readonly Table[], others: readonly Table[]): readonly Table[] {
  const names = new Set(others.map(nameKey));
  return tables.filter((table) => !names.has(nameKey(table)));
}
