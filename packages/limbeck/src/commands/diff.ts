import { action, type Define, examples } from "./command.ts";
import { several } from "./globals.ts";

export interface DiffFlags {
  readonly sql?: boolean;
  readonly revision?: boolean;
  readonly message?: string;
  readonly prove?: boolean;
  readonly rename?: readonly string[];
}

export const defineDiff: Define = (root, start) => {
  const command = root
    .command("diff")
    .argument("<from>", "models, database, empty, a revision, or a database URL")
    .argument("<to>", "the same")
    .description("print what would turn one side into the other")
    .option("--sql", "as SQL")
    .option("--revision", "write it as a revision file, proved like every other")
    .option("-m, --message <text>", "the message of that revision")
    .option("--no-prove", "keep that file without proving it on a scratch database")
    .option(
      "--rename <old:new>",
      "what goes and comes is the same thing: tasks.title:name (repeatable)",
      several,
    )
    .addHelpText(
      "after",
      examples(
        "limbeck diff database models",
        "limbeck diff head database                     # has someone changed the database by hand?",
        "limbeck diff empty models --sql > schema.sql",
      ),
    );
  action<DiffFlags>(command, start, async (scene, [from = "", to = ""], flags) =>
    (await import("../run/diff.ts")).runDiff(scene, from, to, flags),
  );
};
