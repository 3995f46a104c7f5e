import { action, type Define, examples } from "./command.ts";

export interface VerifyFlags {
  readonly all?: boolean;
}

export const defineVerify: Define = (root, start) => {
  const command = root
    .command("verify")
    .description("prove revisions on a scratch database: up, down, up again, with rows in the tables")
    .argument("[revision]", "which, or a range A:B (default: heads)")
    .option("--all", "every one from base on")
    .addHelpText(
      "after",
      examples(
        "limbeck verify                                 # the head, and the models against it",
        "limbeck verify --all",
        "limbeck verify base:3f9c",
        "limbeck verify --all --url postgresql://localhost/app     # on a database of its own on that server",
      ),
    );
  action<VerifyFlags>(command, start, async (scene, [revision], flags) =>
    (await import("../run/verify.ts")).runVerify(scene, revision, flags),
  );
};
