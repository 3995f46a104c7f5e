import { type Connection, onDialect } from "@limbeck/database";
import { describe } from "@limbeck/operations";
import { runCallback } from "../callback/runCallback.ts";
import { type WalkItem } from "../steps/preparedStep.ts";
import { type ItemScope } from "../steps/runItem.ts";
import { sizeAfter } from "./batchSize.ts";
import { rowsLeft } from "./rowsLeft.ts";
import { advance, forecast, newWalker, type Walker } from "./walker.ts";
import { walkKey, type WalkKey } from "./walkKey.ts";
import { batchWhere, lastOfBatchSql } from "./walkWords.ts";

/**
 * Runs the next batch of a walk; of one that nobody walks, all of them. Errors: `walk-key-missing`, `walk-key-unfit`; those of the
 * callback.
 */
export async function runBatch(item: WalkItem, scope: ItemScope): Promise<void> {
  if (item.walker !== undefined) return oneBatch(item, item.walker, scope);
  const walker = newWalker(item.walk.size, undefined);
  while (!walker.isOver) {
    await oneBatch(item, walker, scope);
    advance(walker);
    tellBatch(item, walker, scope);
  }
}

async function oneBatch({ walk }: WalkItem, walker: Walker, scope: ItemScope): Promise<void> {
  const { connection } = scope;
  const start = performance.now();
  const { position } = walker;
  delete walker.next;
  const key = (walker.key ??= await walkKey(connection, walk));
  walker.total ??= position.rows + (await rowsLeft(connection, walk, key, walker));
  const found = await lastOfBatch(connection, lastOfBatchSql(walk, key, position, connection.dialect), key);
  if (found === undefined) return;
  const { last, rows } = found;
  const where = batchWhere(key, position.after, last);
  await runCallback(scope, { where, rows }, (callback) => walk.call(callback));
  const duration = performance.now() - start;
  const size = sizeAfter({ size: position.size, rows, duration }, walk.targetTime);
  walker.next = { position: { after: last, rows: position.rows + rows, size }, rows, duration };
}

async function lastOfBatch(
  connection: Connection,
  sql: string,
  key: WalkKey,
): Promise<{ readonly last: readonly string[]; readonly rows: number } | undefined> {
  // A date is written so that every session reads it as the same day.
  const settings = onDialect(connection, {
    postgres: () => ["SELECT set_config('DateStyle', 'ISO', true)"],
    sqlite: () => [],
  });
  const row = (await connection.batch([...settings, sql])).at(-1)?.[0];
  if (row === undefined) return undefined;
  return { last: key.map((_, at) => String(row[`key${at}`])), rows: Number(row["rows"]) };
}

/** Tells how far a walk is. */
export function tellBatch(
  { revision, operation }: Pick<WalkItem, "revision" | "operation">,
  walker: Walker,
  { report }: Pick<ItemScope, "report">,
): void {
  if (walker.isOver) return;
  const { rows, size } = walker.position;
  report?.({ kind: "batchDone", revision, operation: describe(operation), rows, size, ...forecast(walker) });
}
