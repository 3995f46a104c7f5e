import { type Connection } from "@limbeck/database";
import { type Operations } from "@limbeck/operations";
import { type Loss, lossesOn, lossWords, previewDowngrade, type RunOptions, upgrade } from "../index.ts";
import { project } from "./project.ts";

/** What is lost where `tables` makes what there is and `downgrade` takes it back. */
export async function lostOn(
  connection: Connection,
  tables: readonly string[],
  downgrade: (op: Operations) => void,
  options: RunOptions = {},
): Promise<readonly Loss[]> {
  const revisions = project({
    revision: "a",
    upgrade: (op) => {
      for (const statement of tables) op.execute(statement);
    },
    downgrade,
  });
  await upgrade({ connection, ...revisions, target: "head" });
  const { steps } = await previewDowngrade({ connection, ...revisions, target: "base" });
  return lossesOn(connection, options, steps);
}

export const said = (losses: readonly Loss[]): readonly string[] => losses.map(lossWords);
