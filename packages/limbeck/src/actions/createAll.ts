import { inTransaction } from "@limbeck/database";
import { perform } from "@limbeck/proof";

import { nothingToCreate } from "../compareErrors.ts";
import { connectTo, withConnection } from "../project/connect.ts";
import { type Project } from "../project/project.ts";
import { diff } from "./diff.ts";

/** Creates all that the models of a project say, or nothing. Errors: `models-empty`, `models-of-another-dialect`, `statement-failed`, those of reading models. */
export async function createAll(project: Project): Promise<void> {
  await withConnection(
    () => connectTo(project, "createAll"),
    async (on) => {
      const { operations } = await diff(project, "empty", "models", { on });
      if (operations.length === 0) throw nothingToCreate(project.dialect);
      await inTransaction(on, () => perform(on, operations));
    },
  );
}
