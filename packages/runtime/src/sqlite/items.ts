import { oneByOne, planOnSqlite, type ServerFacts } from "@limbeck/operations";
import { compiled, type Entry, planned, type PlanItems } from "../steps/preparedItems.ts";
import { type Item } from "../steps/preparedStep.ts";

/**
 * What can be planned without looking at the database is planned at once. From the first operation on that may have to make a
 * table anew, the rest is planned when its turn comes: it depends on what the table is then.
 */
export const sqliteItems: PlanItems = (recorded, server) => {
  const entries = recorded.flatMap((entry) =>
    oneByOne(entry.operation).map((operation): Entry => ({ ...entry, operation })),
  );
  // What is refused on SQLite is refused now, before anything runs.
  for (const entry of entries) {
    const plan = compiled(entry, "sqlite", { version: server.version });
    if (plan.kind === "unsupported" || (plan.kind === "rebuild" && entry.autocommit === true))
      planned(entry, plan);
  }
  return runsOf(entries).flatMap((run) =>
    run[0] !== undefined && standsAlone(run[0])
      ? run.flatMap((entry) => outside(planned(entry, compiled(entry, "sqlite", server))))
      : runItems(run, server),
  );
};

/** What is committed by itself; a walk has a transaction for each of its batches. */
function standsAlone({ autocommit, operation }: Entry): boolean {
  return autocommit === true || operation.kind === "batches";
}

/** Neighbours that are in one transaction. */
function runsOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] !== undefined && standsAlone(last[0]) === standsAlone(entry))
      last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

function runItems(run: readonly Entry[], { version }: ServerFacts): readonly Item[] {
  const plans = planOnSqlite(
    run.map(({ operation }) => operation),
    { version },
  );
  const known = plans.flatMap((plan, at) => plannedAt(run, at, plan));
  const [first, ...rest] = run.slice(plans.length);
  return first === undefined ? known : [...known, { ...first, kind: "late", entries: [first, ...rest] }];
}

function plannedAt(run: readonly Entry[], at: number, plan: Parameters<typeof planned>[1]): readonly Item[] {
  const entry = run[at];
  return entry === undefined ? [] : planned(entry, plan);
}

/** VACUUM and many a PRAGMA do nothing, or fail, inside a transaction; here nobody tries. */
function outside(items: readonly Item[]): readonly Item[] {
  return items.map((item) =>
    item.kind === "statement" ? { ...item, statement: { ...item.statement, transaction: "outside" } } : item,
  );
}
