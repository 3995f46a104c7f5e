import { action, type Define, examples } from "./command.ts";

export const defineInit: Define = (root, start) => {
  const command = root
    .command("init")
    .argument("[dir]", "folder of the revisions (default: revisions)")
    .description("write a configuration and a revisions folder; overwrites nothing")
    .addHelpText("after", examples("limbeck init", "limbeck init db/revisions --schema ./src/db/schema.ts"));
  action(command, start, async (scene, [folder], { schema }) =>
    (await import("../run/init.ts")).runInit(scene, folder, schema),
  );
};
