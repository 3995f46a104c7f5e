import { type Against } from "../actions/check.ts";
import { action, againstOption, type Define, examples } from "./command.ts";
import { several } from "./globals.ts";

export interface RevisionFlags {
  readonly message?: string;
  readonly autogenerate?: boolean;
  readonly against?: Against;
  readonly head?: string;
  readonly splice?: boolean;
  readonly branchLabel?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly versionPath?: string;
  readonly revId?: string;
  readonly rename?: readonly string[];
  readonly online?: boolean;
  readonly prove?: boolean;
  readonly dryRun?: boolean;
  readonly sql?: boolean;
  readonly allowEmpty?: boolean;
}

export const defineRevision: Define = (root, start) => {
  const command = root
    .command("revision")
    .description("write one revision file")
    .option("-m, --message <text>", "what the revision does, in a few words")
    .option(
      "--autogenerate",
      "fill it with the difference between the database (or the revisions) and the models",
    )
    .addOption(againstOption())
    .option("--head <revision>", "the parent, instead of the one head; base begins a new root")
    .option("--splice", "the parent may be a revision that is no head: a branch begins there")
    .option("--branch-label <label>", "a name for the branch that begins here (repeatable)", several)
    .option("--depends-on <revisions...>", "revisions of other branches that must be applied first")
    .option("--version-path <folder>", "the configured folder where a new branch begins")
    .option("--rev-id <id>", "the id, instead of a new one")
    .option(
      "--rename <old:new>",
      "what goes and comes is the same thing: tasks.title:name (repeatable)",
      several,
    )
    .option("--online", "change tables that are there in steps that keep nobody waiting")
    .option("--no-online", "change them in one step, whatever the configuration says")
    .option("--no-prove", "keep the file without proving it on a database in memory")
    .option("--dry-run", "print the file instead of writing it")
    .option("--sql", "print the SQL that the file would run instead of writing it")
    .option("--allow-empty", "write a file even if nothing differs")
    .addHelpText(
      "after",
      examples(
        'limbeck revision --autogenerate -m "add tasks"',
        'limbeck revision --autogenerate -m "add tasks" --dry-run',
        'limbeck revision --autogenerate -m "name" --rename tasks.title:name',
        'limbeck revision --autogenerate -m "email is unique" --online',
        'limbeck revision -m "fill the new column"      # empty, for your own directives',
        'limbeck revision -m "carts" --head base --branch-label shop',
        'limbeck revision -m "more" --head shop@head --depends-on 3f9c',
      ),
    );
  action<RevisionFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/revision.ts")).runRevision(scene, flags),
  );
};
