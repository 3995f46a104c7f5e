import { cancelled, transactionRolledBack } from "../errors.ts";
import { isBusy, refused } from "./refused.ts";
import type { Send } from "./sender.ts";
import type { BeginMode, SqliteSession } from "./session.ts";

/** The transaction of a session: a client may have an object for it, so that BEGIN and COMMIT must not be sent as texts. */
export interface SqliteTransaction {
  isOpen(): boolean;
  begin(mode: BeginMode): Promise<void>;
  /** Begins one with the write lock if nobody holds that, and says whether it did. */
  tryBegin(): Promise<boolean>;
  /** Errors: `transaction-rolled-back`, if SQLite has ended it by itself. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** The transaction of `session`. */
export function transactionOn(
  session: SqliteSession,
  send: Send,
  signal: AbortSignal | undefined,
): SqliteTransaction {
  return {
    isOpen: () => session.inTransaction(),
    begin: (mode) => send("BEGIN", () => session.begin(mode)),
    tryBegin: async () => {
      if (signal?.aborted === true) throw cancelled("BEGIN");
      try {
        await session.begin("immediate");
        return true;
      } catch (error) {
        if (isBusy(error)) return false;
        throw refused(error, "BEGIN IMMEDIATE", signal);
      }
    },
    commit: async () => {
      if (!session.inTransaction()) throw transactionRolledBack();
      await send("COMMIT", () => session.commit());
    },
    // Some errors (a full disk, ON CONFLICT ROLLBACK) make SQLite end the transaction by itself.
    rollback: async () => {
      if (session.inTransaction()) await session.rollback();
    },
  };
}
