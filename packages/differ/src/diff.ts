import { nameKey, type Schema, type SchemaPart, type Table } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { adopt } from "./adopt.ts";
import { diffComposites } from "./composites.ts";
import { createTables, dropTables } from "./cycles.ts";
import { diffDomains } from "./domains.ts";
import { withViewsBack } from "./enumViews.ts";
import { exchangedTypes } from "./exchanged.ts";
import { diffEnums, typeDiff } from "./enums.ts";
import { diffExtensions } from "./extensions.ts";
import { planFunctions } from "./functions.ts";
import { heldDefaults } from "./heldDefaults.ts";
import { diffNamespaces } from "./namespaces.ts";
import { order } from "./order.ts";
import { planTables } from "./plan.ts";
import { diffRanges } from "./ranges.ts";
import { remadeTypes } from "./remadeTypes.ts";
import { diffSequences } from "./sequences.ts";
import { tableOperations } from "./tableOperations.ts";
import { diffTriggers } from "./triggers.ts";
import { diffViews } from "./views.ts";

export interface DiffOptions {
  /** Whether the target says which comments there are. Absent: yes. */
  readonly comments?: boolean;
  /** `server_version_num` of the server that the operations are for. Absent: 180000. */
  readonly serverVersion?: number;
}

/**
 * The operations that turn one schema into another, in an order in which they can run; none where both are equal.
 * Expressions are compared in their canonical spelling; what is new keeps its author's spelling.
 */
export function diff(before: Schema, target: Schema, options: DiffOptions = {}): readonly Operation[] {
  const after = adopt(before, target, { comments: options.comments ?? true });
  const functions = planFunctions(before, after, new Set(remadeTypes(before, after).map(nameKey)));
  const plans = planTables(before, after, options.serverVersion ?? 180000, functions.remade);
  const around = { before, after, plans };
  const enums = diffEnums(around);
  const values = enums.flatMap(({ operations }) => operations);
  const views = diffViews(before, after, plans, values);
  const domains = diffDomains(around);
  const [composites, ranges] = [diffComposites(around), diffRanges(around)];
  const types = typeDiff([...enums, ...domains, ...composites, ...ranges], exchangedTypes(before, after));
  const parts = {
    namespaces: diffNamespaces(before, after),
    extensions: diffExtensions(before, after),
    enums: withViewsBack(values, views.staying),
    domains: domains.flatMap(({ operations }) => operations),
    composites: composites.flatMap(({ operations }) => operations),
    ranges: ranges.flatMap(({ operations }) => operations),
    sequences: diffSequences(before, after, plans),
    functions: functions.operations,
    tables: [
      ...createTables(notIn(after.tables, before.tables)),
      ...plans.flatMap((plan) => tableOperations(plan, types)),
      ...heldDefaults(plans, functions.remade),
      ...dropTables(notIn(before.tables, after.tables)),
    ],
    views: views.operations,
    triggers: diffTriggers(before, after, {
      plans,
      functions: functions.remade,
      relations: goingViews(views.operations),
    }),
  } satisfies Record<SchemaPart, readonly Operation[]>;
  return order(Object.values(parts).flat());
}

/** The keys of views that are dropped; what stands on one that comes again goes and comes with it. */
function goingViews(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(operations.flatMap((op) => (op.kind === "dropView" ? [nameKey(op.name)] : [])));
}

function notIn(tables: readonly Table[], others: readonly Table[]): readonly Table[] {
  const names = new Set(others.map(nameKey));
  return tables.filter((table) => !names.has(nameKey(table)));
}
