import { action, type Define, examples } from "./command.ts";

export interface RebaseFlags {
  readonly onto: string;
  readonly prove?: boolean;
}

export const defineRebase: Define = (root, start) => {
  const command = root
    .command("rebase")
    .description("move a revision, and what hangs on it, onto another one")
    .argument("<revisions...>", "the revision or its file; more files only where two have one id")
    .requiredOption("--onto <revision>", "the new parent; head is the one beside what is moved")
    .option("--no-prove", "do not run it in its new place on a database in memory first")
    .addHelpText(
      "after",
      examples(
        "limbeck rebase 27c6a3 --onto head",
        "limbeck rebase revisions/0004_add_tags.ts --onto head     # two files have the number 0004",
      ),
    );
  action<RebaseFlags>(command, start, async (scene, args, flags) =>
    (await import("../run/rebase.ts")).runRebase(scene, args, flags),
  );
};
