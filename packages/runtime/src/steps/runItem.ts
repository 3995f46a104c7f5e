import { type Connection, onDialect, transactionStatus } from "@limbeck/database";
import { describe, type RevisionContext } from "@limbeck/operations";
import { runCallback } from "../callback/runCallback.ts";
import { type Settled, settleEffect } from "./effect.ts";
import { errorSwallowed, interrupted, transactionEnded } from "../errors.ts";
import { type Report } from "../event.ts";
import { isCode, type PreparedStep, type StatementItem } from "./preparedStep.ts";
import { type ReadyItem } from "./readyItems.ts";
import { runBatch } from "../walk/runBatch.ts";

/** What items run on. */
export interface ItemScope {
  readonly connection: Connection;
  readonly context: RevisionContext;
  readonly step: PreparedStep;
  /** Whether the items run inside a transaction. */
  readonly transaction: boolean;
  /** Whether an earlier run may have been cut off behind the item. */
  readonly inDoubt?: boolean;
  readonly requireFrom?: string | URL;
  readonly report?: Report;
  readonly signal?: AbortSignal;
}

/**
 * Sends a statement or calls a callback. Errors: whatever these throw; `transaction-ended` if they ended the transaction that
 * they run in, `error-swallowed` if a callback went on after a failed statement; `cancelled` before anything is done.
 */
export async function runItem(item: ReadyItem, scope: ItemScope): Promise<void> {
  if (scope.signal?.aborted === true) throw interrupted();
  const start = performance.now();
  await doItem(item, scope);
  if (scope.transaction) await checkTransaction(item, scope);
  // A batch is told once it is committed.
  if (item.kind === "walk" && item.walker?.next !== undefined) return;
  scope.report?.({
    kind: "statementDone",
    revision: item.revision,
    operation: describe(item.operation),
    number: item.number,
    total: scope.step.operations.length,
    ...(item.kind === "statement" ? { statement: item.statement.sql } : {}),
    duration: performance.now() - start,
  });
}

async function doItem(item: ReadyItem, scope: ItemScope): Promise<void> {
  switch (item.kind) {
    case "statement":
      if (!(await isInEffect(item, scope))) await scope.connection.execute(item.statement.sql);
      return;
    case "call":
      return runCallback(scope, {}, (callback) => item.call(callback));
    case "walk":
      return runBatch(item, scope);
  }
}

/** Whether an earlier run did it; what an interrupted one left behind is cleared away. */
async function isInEffect(item: StatementItem, scope: ItemScope): Promise<boolean> {
  const { effect } = item.statement;
  if (scope.transaction || effect === undefined) return false;
  const settled = await settleEffect(scope.connection, effect, scope.inDoubt ?? false);
  if (settled === undefined) return false;
  tellSettled(settled, item, scope.report);
  return settled.kind !== "cleared";
}

function tellSettled(
  settled: Settled,
  { revision, operation }: StatementItem,
  report: Report = () => undefined,
): void {
  switch (settled.kind) {
    case "done": {
      report({ kind: "statementFound", revision, operation: describe(operation) });
      return;
    }
    case "finished": {
      report({ kind: "remnantFinished", revision, partition: settled.partition });
      return;
    }
    case "cleared":
      for (const index of settled.indexes) report({ kind: "remnantDropped", revision, index });
  }
}

/** A COMMIT in the text of a revision, or in a callback, would leave the rest of it without a transaction. */
async function checkTransaction(item: ReadyItem, { connection }: ItemScope): Promise<void> {
  const { revision, operation } = item;
  // The driver hears of an error a moment before it hears what became of the transaction, and a callback may go on from there.
  if (isCode(item)) await heard(connection);
  const status = await transactionStatus(connection);
  if (status === "none") throw transactionEnded(revision, describe(operation));
  if (status === "failed") throw errorSwallowed(revision, describe(operation));
}

async function heard(connection: Connection): Promise<void> {
  await onDialect(connection, {
    postgres: (postgres) => postgres.execute("SELECT").catch(() => undefined),
    sqlite: () => Promise.resolve(),
  });
}
