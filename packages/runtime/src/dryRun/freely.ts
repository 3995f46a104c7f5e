import { type Connection, onDialect, transactionStatus } from "@limbeck/database";
import { switchOff } from "../sqlite/foreignKeys.ts";

/** Runs `act` where tables of SQLite can be made anew, whichever part of it does so: with foreign keys switched off. */
export function freely<T>(connection: Connection, act: () => Promise<T>): Promise<T> {
  return onDialect(connection, {
    postgres: act,
    sqlite: async (sqlite) => {
      if ((await transactionStatus(sqlite)) !== "none") return act();
      const restore = await switchOff(sqlite);
      try {
        return await act();
      } finally {
        await restore();
      }
    },
  });
}
