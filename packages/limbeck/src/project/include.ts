import { type Schema } from "@limbeck/model";

import { inHook } from "./hook.ts";
import { named, nameHook } from "./includeName.ts";
import { included } from "./includeObject.ts";
import { type Project } from "./project.ts";
import { type Scope, within } from "./scope.ts";

/** Both sides of a comparison. */
export interface ComparedSides {
  readonly models: Schema;
  readonly database: Schema;
}

/**
 * Cuts both sides to what the configuration wants compared, so that nothing outside is ever a difference. Errors:
 * `hook-failed`.
 */
export function compared(project: Project, scope: Scope, sides: ComparedSides): ComparedSides {
  const { includeObject } = project.config;
  const includeName = nameHook(project);
  const cut = (schema: Schema): Schema => named(within(schema, scope), includeName);
  const [models, database] = [cut(sides.models), cut(sides.database)];
  if (includeObject === undefined) return { models, database };
  return inHook(project, "includeObject", () => ({
    models: included(models, database, "models", includeObject),
    database: included(database, models, "database", includeObject),
  }));
}
