import { action, type Define, examples } from "./command.ts";
import { type MigrateFlags, migrateFlags } from "./migrateFlags.ts";

export const defineUpgrade: Define = (root, start) => {
  const command = migrateFlags(
    root.command("upgrade").argument("<revision>", "head, +1, an id, …").description("apply revisions"),
  ).addHelpText(
    "after",
    examples(
      "limbeck upgrade head",
      "limbeck upgrade +1",
      "limbeck upgrade head --dry-run                 # what it locks, on a scratch database",
      "limbeck upgrade head --sql > upgrade.sql       # from base; A:B for a part",
    ),
  );
  action<MigrateFlags>(command, start, async (scene, [target = ""], flags) =>
    (await import("../run/migrate.ts")).runUpgrade(scene, target, flags),
  );
};
