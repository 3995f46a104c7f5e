import { action, type Define, examples } from "./command.ts";

export const defineBranches: Define = (root, start) => {
  const command = root
    .command("branches")
    .description("the revisions where lines part, and where each goes on")
    .addHelpText("after", examples("limbeck branches", "limbeck branches -v"));
  action(command, start, async (scene) => (await import("../run/history.ts")).runBranches(scene));
};
