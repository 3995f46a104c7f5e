import { Option } from "commander";

import { action, type Define, examples } from "./command.ts";

export interface HistoryFlags {
  readonly revRange?: string;
  readonly indicateCurrent?: boolean;
  readonly graph?: boolean;
  readonly format?: "text" | "mermaid" | "dot";
}

export const defineHistory: Define = (root, start) => {
  const command = root
    .command("history")
    .description("the revisions, newest first")
    .option("-r, --rev-range <a:b>", "only these, both ends included")
    .option("-i, --indicate-current", "ask the database, and mark where it is with (current)")
    .option("--graph", "draw branches and merges")
    .addOption(
      new Option("--format <format>", "for documents: a Mermaid flowchart, or a Graphviz graph").choices([
        "text",
        "mermaid",
        "dot",
      ]),
    )
    .addHelpText(
      "after",
      examples(
        "limbeck history",
        "limbeck history -r head-2:head -v",
        "limbeck history --graph",
        "limbeck history -i -r -3:current",
        "limbeck history --format dot | dot -Tsvg > history.svg",
      ),
    );
  action<HistoryFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/history.ts")).runHistory(scene, flags),
  );
};
