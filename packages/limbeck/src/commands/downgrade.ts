import { action, type Define, examples } from "./command.ts";
import { type MigrateFlags, migrateFlags } from "./migrateFlags.ts";

export interface DowngradeFlags extends MigrateFlags {
  readonly yes?: boolean;
}

export const defineDowngrade: Define = (root, start) => {
  const command = migrateFlags(
    root.command("downgrade").argument("<revision>", "-1, base, an id, …").description("take revisions back"),
  )
    .option("--yes", "go on though data is lost")
    .addHelpText(
      "after",
      examples(
        "limbeck downgrade -1",
        "limbeck downgrade -1 --dry-run",
        "limbeck downgrade base --yes",
        "limbeck downgrade head:base --sql",
      ),
    );
  action<DowngradeFlags>(command, start, async (scene, [target = ""], flags) =>
    (await import("../run/migrate.ts")).runDowngrade(scene, target, flags),
  );
};
