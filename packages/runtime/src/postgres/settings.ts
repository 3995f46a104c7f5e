import { type Runner } from "../session/migrationLock.ts";
import { type RunOptions } from "../options.ts";
import { type Setting } from "../session/transaction.ts";

const LOCK_TIMEOUT = 5000;

/** How long a statement waits, and how long it takes. */
export function timeouts({
  lockTimeout,
  statementTimeout,
}: Pick<RunOptions, "lockTimeout" | "statementTimeout">): readonly Setting[] {
  return [
    { name: "lock_timeout", value: String(lockTimeout ?? LOCK_TIMEOUT) },
    ...(statementTimeout === undefined
      ? []
      : [{ name: "statement_timeout", value: String(statementTimeout) }]),
  ];
}

/** The settings of a revision's transaction. A revision may change the search path of the session; the next must not notice. */
export function settingsOf({ session, options }: Pick<Runner, "session" | "options">): readonly Setting[] {
  return [...timeouts(options), { name: "search_path", value: session.searchPath }];
}
