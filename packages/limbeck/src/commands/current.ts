import { action, type Define } from "./command.ts";

export interface CurrentFlags {
  readonly checkHeads?: boolean;
}

export const defineCurrent: Define = (root, start) => {
  const command = root
    .command("current")
    .description("the revisions that the database is at")
    .option("--check-heads", "exit 1 unless it is at the heads");
  action<CurrentFlags>(command, start, async (scene, _, flags) =>
    (await import("../run/current.ts")).runCurrent(scene, flags),
  );
};
