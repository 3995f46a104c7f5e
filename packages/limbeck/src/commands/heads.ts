import { action, type Define } from "./command.ts";

export interface HeadsFlags {
  readonly check?: boolean;
}

export const defineHeads: Define = (root, start) => {
  const command = root
    .command("heads")
    .description("the revisions that no other descends from")
    .option("--check", "exit 1 if there are several");
  action<HeadsFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/history.ts")).runHeads(scene, flags),
  );
};
