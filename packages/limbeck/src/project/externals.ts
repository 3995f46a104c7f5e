import { type Table } from "@limbeck/model";
import { externalsOf } from "@limbeck/proof";

import { loadProjectModels } from "./models.ts";
import { type Project } from "./project.ts";
import { scopeOf, within } from "./scope.ts";

/** Tables of others that foreign keys lead to. Only the models know them; what is wrong with those is no matter of a run. */
export async function externalsFor(project: Project): Promise<readonly Table[]> {
  if (project.config.schema === undefined) return [];
  try {
    const { schema, namespaces } = await loadProjectModels(project);
    return externalsOf([within(schema, scopeOf(project.config, namespaces))]);
  } catch {
    return [];
  }
}
