import { action, type Define, examples } from "./command.ts";

export interface HeadsFlags {
  readonly check?: boolean;
  readonly resolveDependencies?: boolean;
}

export const defineHeads: Define = (root, start) => {
  const command = root
    .command("heads")
    .description("the revisions that no other descends from")
    .option("--resolve-dependencies", "leave out those that another revision depends on")
    .option("--check", "exit 1 if there are several")
    .addHelpText("after", examples("limbeck heads", "limbeck heads -v", "limbeck heads --check"));
  action<HeadsFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/history.ts")).runHeads(scene, flags),
  );
};
