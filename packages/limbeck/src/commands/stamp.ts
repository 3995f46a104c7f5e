import { action, type Define, examples } from "./command.ts";

export interface StampFlags {
  readonly sql?: boolean;
  readonly tag?: string;
  readonly purge?: boolean;
}

export const defineStamp: Define = (root, start) => {
  const command = root
    .command("stamp")
    .argument("<revisions...>", "head, base, an id, …")
    .description("say where the database is, without running anything")
    .option("--sql", "print the SQL instead of running it; needs no database")
    .option("--tag <text>", "kept in the history")
    .option("--purge", "forget every row first, also those that no file has")
    .addHelpText(
      "after",
      examples("limbeck stamp head                             # the tables are there already"),
    );
  action<StampFlags>(command, start, async (scene, targets, flags) =>
    (await import("../run/migrate.ts")).runStamp(scene, targets, flags),
  );
};
