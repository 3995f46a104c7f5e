import { action, type Define, examples } from "./command.ts";

export const defineShow: Define = (root, start) => {
  const command = root
    .command("show <revision>")
    .description("all that is known of a revision; with -v its file too")
    .addHelpText(
      "after",
      examples("limbeck show head", "limbeck show 3f9c -v", "limbeck show shop@head", "limbeck show current"),
    );
  action(command, start, async (scene, [symbol = ""]) =>
    (await import("../run/history.ts")).runShow(scene, symbol),
  );
};
