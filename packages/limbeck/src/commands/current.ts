import { action, type Define, examples } from "./command.ts";

export interface CurrentFlags {
  readonly checkHeads?: boolean;
}

export const defineCurrent: Define = (root, start) => {
  const command = root
    .command("current")
    .description("the revisions that the database is at")
    .option("--check-heads", "exit 1 unless it is at the heads")
    .addHelpText(
      "after",
      examples(
        "limbeck current -v                             # with parents, files, and what the history tells",
        "limbeck current --check-heads                  # in a pipeline",
      ),
    );
  action<CurrentFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/current.ts")).runCurrent(scene, flags),
  );
};
