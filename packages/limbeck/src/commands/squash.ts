import { action, type Define, examples } from "./command.ts";

export interface SquashFlags {
  readonly message?: string;
  readonly revId?: string;
  readonly data?: boolean;
  readonly prove?: boolean;
}

export const defineSquash: Define = (root, start) => {
  const command = root
    .command("squash")
    .description("write one revision that stands for a range")
    .argument("<a:b>", "A:B, both ends included; :B from the first, A: to the head")
    .option("-m, --message <text>", "what is squashed, in a few words (default: the ids)")
    .option("--rev-id <id>", "the id, instead of a new one")
    .option("--without-data", "leave out execute, bulkInsert, run and other steps that are there for rows")
    .option("--no-prove", "do not hold it against the range on a database in memory first")
    .addHelpText(
      "after",
      examples('limbeck squash :27c6a3 -m "all of last year"', "limbeck squash ae1027:27c6a3"),
    );
  action<SquashFlags & { readonly withoutData?: boolean }>(
    command,
    start,
    async (scene, [range = ""], flags) => {
      const { runSquash } = await import("../run/squash.ts");
      return runSquash(scene, range, { ...flags, data: flags.withoutData !== true });
    },
  );
};
