import { action, type Define, examples } from "./command.ts";
import { several } from "./globals.ts";

export interface MergeFlags {
  readonly message?: string;
  readonly branchLabel?: readonly string[];
  readonly revId?: string;
  readonly splice?: boolean;
  readonly prove?: boolean;
}

export const defineMerge: Define = (root, start) => {
  const command = root
    .command("merge")
    .description("write a revision with several parents")
    .argument("<revisions...>", "the ends of the branches, or heads")
    .option("-m, --message <text>", "what is merged, in a few words (default: the ids)")
    .option("--branch-label <label>", "a name for the branch that begins here (repeatable)", several)
    .option("--rev-id <id>", "the id, instead of a new one")
    .option("--splice", "the parents may be revisions that are no heads")
    .option("--no-prove", "do not apply the branches in every order on a database in memory first")
    .addHelpText(
      "after",
      examples('limbeck merge heads -m "merge cart and accounts"', "limbeck merge ae1027 27c6a3"),
    );
  action<MergeFlags>(command, start, async (scene, args, flags) =>
    (await import("../run/merge.ts")).runMerge(scene, args, flags),
  );
};
