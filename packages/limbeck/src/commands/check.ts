import { Option } from "commander";

import { type Against } from "../actions/check.ts";
import { action, againstOption, type Define, examples, type Start } from "./command.ts";

export interface CheckFlags {
  readonly against?: Against;
  readonly format?: CheckFormat;
}

const FORMATS = ["text", "json", "github", "sarif"] as const;
export type CheckFormat = (typeof FORMATS)[number];

export const defineCheck: Define = (root, begin) => {
  /** `--format json` is `--json`. */
  const start: Start = (globals, run) => {
    const asked = command.opts<CheckFlags>().format === "json" ? { ...globals, json: true } : globals;
    return begin(asked, run);
  };
  const command = root
    .command("check")
    .description("exit 1 where the models and the database (or the revisions) differ; writes nothing")
    .addOption(againstOption())
    .addOption(
      new Option("--format <format>", "for a pipeline: annotations of GitHub Actions, or SARIF").choices(
        FORMATS,
      ),
    )
    .addHelpText(
      "after",
      examples(
        "limbeck check                                  # do the models match the database?",
        "limbeck check --against revisions              # do the revisions match the models?",
        "limbeck check --format sarif > drift.sarif     # for code scanning",
      ),
    );
  action<CheckFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/check.ts")).runCheck(scene, flags),
  );
};
