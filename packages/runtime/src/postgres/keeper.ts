import { compile } from "@limbeck/operations";
import { type Keeper } from "../session/keeper.ts";
import { underMigrationLock } from "../session/migrationLock.ts";
import { inSettings, withSettings } from "../session/transaction.ts";
import { settingsOf } from "./settings.ts";

export const postgresKeeper: Keeper = {
  refuse: () => Promise.resolve(),
  underLock: underMigrationLock,
  inTransaction: (runner, _segment, _progress, act) => inSettings(runner.connection, settingsOf(runner), act),
  /**
   * A concurrent build waits for every older transaction, and is not to be begun again because one of them is slow: whatever the
   * role or the database says of timeouts, here there are none. Behind a pooler settings of a session would be those of others.
   */
  outside: ({ connection, session, options }, act) => {
    if (options.lock === "transaction") return act();
    const settings = ["lock_timeout", "statement_timeout"].map((name) => ({ name, value: "0" }));
    const path = { name: "search_path", value: session.searchPath };
    return withSettings(connection, [...settings, path], act);
  },
  // A reader waits for nobody.
  patiently: (_options, act) => act(),
  writing: (_runner, act) => act(),
  planLive: ({ server }, operation) => Promise.resolve(compile(operation, "postgres", server)),
  unfolding: () => {
    throw new TypeError("PostgreSQL plans nothing late");
  },
};
