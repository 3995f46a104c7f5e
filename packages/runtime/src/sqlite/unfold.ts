import { planOnSqlite, type Rebuild } from "@limbeck/operations";
import { type Schema } from "@limbeck/model";
import { planned } from "../preparedItems.ts";
import { type LateItem } from "../preparedStep.ts";
import { type ReadyItem } from "../readyItems.ts";

/** What a late item is planned with. */
export interface Unfolding {
  readonly version: number;
  /** What there is at this moment. */
  readonly schemaNow: () => Promise<Schema>;
  /** Sees each rebuild before its first statement, and stops it by throwing. */
  readonly onRebuild?: (rebuild: Rebuild) => Promise<void> | void;
}

/**
 * The items that a late one stands for, planned as they are asked for: whoever asks runs each before the next, because the schema
 * is read again behind what only the database knows the effect of. Errors: `revision-unsupported` (3).
 */
export async function* unfold(
  late: LateItem,
  { version, schemaNow, onRebuild }: Unfolding,
): AsyncGenerator<ReadyItem> {
  let left = late.entries;
  while (left.length > 0) {
    const operations = left.map(({ operation }) => operation);
    const plans = planOnSqlite(operations, { version, schema: await schemaNow() });
    if (plans.length === 0) throw new TypeError("a planner that has a schema and no plan");
    for (const [at, plan] of plans.entries()) {
      const entry = left[at];
      if (entry === undefined) break;
      const rebuild = plan.kind === "statements" ? plan.rebuild : undefined;
      if (rebuild !== undefined) await onRebuild?.(rebuild);
      for (const item of planned(entry, plan)) {
        if (item.kind === "late") continue;
        yield rebuild === undefined || item.kind !== "statement" ? item : { ...item, rebuild };
      }
    }
    left = left.slice(plans.length);
  }
}
