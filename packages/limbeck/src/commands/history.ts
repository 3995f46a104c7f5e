import { action, type Define, examples } from "./command.ts";

export interface HistoryFlags {
  readonly revRange?: string;
}

export const defineHistory: Define = (root, start) => {
  const command = root
    .command("history")
    .description("the revisions, newest first")
    .option("-r, --rev-range <a:b>", "only these, both ends included")
    .addHelpText("after", examples("limbeck history", "limbeck history -r head-2:head -v"));
  action<HistoryFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/history.ts")).runHistory(scene, flags),
  );
};
