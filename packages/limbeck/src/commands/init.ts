import { Option } from "commander";

import { INIT_TEMPLATES, type InitTemplateName } from "../actions/initTemplate.ts";
import { action, type Define, examples } from "./command.ts";

export interface InitFlags {
  readonly template?: InitTemplateName;
}

export const defineInit: Define = (root, start) => {
  const command = root
    .command("init")
    .argument("[dir]", "folder of the revisions (default: revisions)")
    .description("write a configuration and a revisions folder; overwrites nothing")
    .addOption(
      new Option("-t, --template <name>", "what to begin with; limbeck list-templates says more").choices(
        Object.keys(INIT_TEMPLATES),
      ),
    )
    .addHelpText(
      "after",
      examples(
        "limbeck init",
        "limbeck init db/revisions --schema ./src/db/schema.ts",
        "limbeck init --template multidb",
      ),
    );
  action<InitFlags>(command, start, async (scene, [folder], { schema, template }) =>
    (await import("../run/init.ts")).runInit(scene, { folder, schema, template }),
  );
};
