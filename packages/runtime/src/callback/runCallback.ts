import { drizzleOn } from "@limbeck/database";
import { type CallbackScope, liveOperations, type Operation } from "@limbeck/operations";
import { keeperOf } from "../session/keeper.ts";
import { hereManifest } from "../hereManifest.ts";
import { type ItemScope } from "../steps/runItem.ts";
import { inOrder } from "./inOrder.ts";
import { liveStatements } from "./liveStatements.ts";

/**
 * Calls code of a revision with what it works with, and with `more`, and waits for what it has not awaited. Errors: those of the code;
 * `live-operation-refused`.
 */
export async function runCallback<More extends object>(
  scope: ItemScope,
  more: More,
  call: (callback: CallbackScope & More) => Promise<void> | void,
): Promise<void> {
  const { connection, context, step, requireFrom } = scope;
  const queue = inOrder();
  const execute = async (operation: Operation): Promise<void> => {
    const plan = await keeperOf(connection).planLive(connection, operation);
    for (const sql of liveStatements(operation, plan)) await connection.execute(sql);
  };
  const op = liveOperations(step.own ?? {}, context.dialect, (operation) =>
    queue.add(() => execute(operation)),
  );
  const callback = {
    ...more,
    op,
    context,
    // Code that does without Drizzle runs where there is none.
    get db() {
      return drizzleOn(connection, requireFrom ?? step.file ?? hereManifest());
    },
  };
  try {
    await call(callback);
  } catch (error) {
    await queue.drain().catch(() => undefined);
    throw error;
  }
  await queue.drain();
}
