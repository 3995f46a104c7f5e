import { cancelled } from "../errors.ts";
import { whileBusy } from "./busy.ts";
import { refused } from "./refused.ts";

/** Runs `act`, which sends the statement or statements: again while other connections stand in its way, and with its errors in our words. */
export type Send = <T>(statement: string | readonly string[], act: () => Promise<T>) => Promise<T>;

/** Nothing more is sent once the signal is aborted. */
export function sender(signal: AbortSignal | undefined): Send {
  return async (statement, act) => {
    if (signal?.aborted === true) throw cancelled(textOf(statement));
    try {
      return await whileBusy(act, signal);
    } catch (error) {
      throw refused(error, textOf(statement, error), signal);
    }
  };
}

/** Of several statements the one that failed, if the driver says which. */
function textOf(statement: string | readonly string[], error?: unknown): string {
  if (typeof statement === "string") return statement;
  const index: unknown = error instanceof Error ? Reflect.get(error, "statementIndex") : undefined;
  return (typeof index === "number" ? statement[index] : undefined) ?? statement.join(";\n");
}
