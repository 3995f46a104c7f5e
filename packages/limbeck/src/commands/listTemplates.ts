import { action, type Define, examples } from "./command.ts";

export const defineListTemplates: Define = (root, start) => {
  const command = root
    .command("list-templates")
    .description("what init can begin with")
    .addHelpText("after", examples("limbeck list-templates"));
  action(command, start, async (scene) => (await import("../run/listTemplates.ts")).runListTemplates(scene));
};
