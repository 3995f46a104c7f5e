import { type Against } from "../actions/check.ts";
import { action, againstOption, type Define, examples } from "./command.ts";

export interface CheckFlags {
  readonly against?: Against;
}

export const defineCheck: Define = (root, start) => {
  const command = root
    .command("check")
    .description("exit 1 where the models and the database (or the revisions) differ; writes nothing")
    .addOption(againstOption())
    .addHelpText(
      "after",
      examples(
        "limbeck check                                  # do the models match the database?",
        "limbeck check --against revisions              # do the revisions match the models?",
      ),
    );
  action<CheckFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/check.ts")).runCheck(scene, flags),
  );
};
