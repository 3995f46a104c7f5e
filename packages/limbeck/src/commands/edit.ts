import { action, type Define, examples } from "./command.ts";

export const defineEdit: Define = (root, start) => {
  const command = root
    .command("edit <revision>")
    .description("open the file of a revision in $VISUAL or $EDITOR")
    .addHelpText(
      "after",
      examples("limbeck edit head", "limbeck edit 3f9c", 'EDITOR="code --wait" limbeck edit current'),
    );
  action(command, start, async (scene, [symbol = ""]) =>
    (await import("../run/edit.ts")).runEdit(scene, symbol),
  );
};
