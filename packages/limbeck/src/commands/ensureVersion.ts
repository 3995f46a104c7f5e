import { action, type Define, examples } from "./command.ts";

export interface EnsureVersionFlags {
  readonly sql?: boolean;
}

export const defineEnsureVersion: Define = (root, start) => {
  const command = root
    .command("ensure-version")
    .description("create the version table and the history, where they are missing")
    .option("--sql", "print the SQL instead of running it; needs no database")
    .addHelpText(
      "after",
      examples(
        "limbeck ensure-version                         # as a role that may create tables",
        "limbeck ensure-version --sql > tables.sql",
      ),
    );
  action<EnsureVersionFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/ensureVersion.ts")).runEnsureVersion(scene, flags),
  );
};
