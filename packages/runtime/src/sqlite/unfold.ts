import { type Plan, planOnSqlite, type Rebuild } from "@limbeck/operations";
import { type Schema } from "@limbeck/model";
import { type Entry, planned } from "../steps/preparedItems.ts";
import { type LateItem } from "../steps/preparedStep.ts";
import { type ReadyItem } from "../steps/readyItems.ts";

/** What a late item is planned with. */
export interface Unfolding {
  readonly version: number;
  /** What there is at this moment. */
  readonly schemaNow: () => Promise<Schema>;
  /** A rebuild with what else has to be done around it. */
  readonly around?: (plan: Plan) => Promise<Plan>;
  /** Sees each rebuild before its first statement, and stops it by throwing. */
  readonly onRebuild?: (rebuild: Rebuild) => Promise<void> | void;
}

/**
 * The items that a late one stands for, planned as they are asked for: whoever asks runs each before the next, because the schema
 * is read again behind what only the database knows the effect of. Errors: `revision-unsupported` (3).
 */
export async function* unfold(
  late: LateItem,
  { version, schemaNow, around, onRebuild }: Unfolding,
): AsyncGenerator<ReadyItem> {
  let left = late.entries;
  while (left.length > 0) {
    const operations = left.map(({ operation }) => operation);
    const plans = planOnSqlite(operations, { version, schema: await schemaNow() });
    if (plans.length === 0) throw new TypeError("a planner that has a schema and no plan");
    for (const [at, plan] of plans.entries()) {
      const entry = left[at];
      if (entry === undefined) break;
      if (plan.kind === "statements" && plan.rebuild !== undefined) await onRebuild?.(plan.rebuild);
      yield* itemsOf(entry, await surrounded(entry, plan, around));
    }
    left = left.slice(plans.length);
  }
}

/** A table that is only dropped takes what is on it along. */
async function surrounded({ operation }: Entry, plan: Plan, around: Unfolding["around"]): Promise<Plan> {
  const isAnew = plan.kind === "statements" && plan.rebuild !== undefined && operation.kind !== "dropTable";
  return isAnew && around !== undefined ? around(plan) : plan;
}

function itemsOf(entry: Entry, plan: Plan): readonly ReadyItem[] {
  const rebuild = plan.kind === "statements" ? plan.rebuild : undefined;
  return planned(entry, plan).flatMap((item): readonly ReadyItem[] => {
    if (item.kind === "late") return [];
    return [rebuild === undefined || item.kind !== "statement" ? item : { ...item, rebuild }];
  });
}
