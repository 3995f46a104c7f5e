import { adoptRowSecurity, type Questioner, type Refusal, type RenameCandidate } from "@limbeck/differ";
import { type Unmodelled, type Unverified } from "@limbeck/introspector";
import { type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";
import { type Bookkeeping } from "@limbeck/runtime";

import { modelsEmpty } from "../compareErrors.ts";
import { compared, type ComparedSides } from "../project/include.ts";
import { loadProjectModels, type ProjectModels } from "../project/models.ts";
import { managedSides } from "../project/managed.ts";
import { type Project } from "../project/project.ts";
import { type Revisions } from "../project/revisions.ts";
import { type RoleSight, withRolesInSight } from "../project/roles.ts";
import { type Scope } from "../project/scope.ts";
import { unsaidParts } from "../project/unsaidParts.ts";
import { type SidesWithViews, withViewsOfOthers } from "../project/views.ts";
import { plural, type Report, stage } from "./event.ts";
import { reportWarnings } from "./modelWarnings.ts";

/** What is not the same in the models and on the other side. */
export interface Differences {
  /** What would make the other side what the models say. */
  readonly operations: readonly Operation[];
  /** What the models ask for and nothing can be done about. */
  readonly refusals: readonly Refusal[];
  readonly unverified: readonly Unverified[];
  /** What may be renames, and was not taken for such; the likeliest of each. */
  readonly candidates: readonly RenameCandidate[];
  /** What the database holds beside, of kinds that a Schema does not describe; never touched. */
  readonly unmodelled: readonly Unmodelled[];
  /** The model files that were read. */
  readonly files: readonly string[];
}

/** What models and the other side have in common and what not. */
export interface Comparison extends Differences {
  /** The other side and the models, settled in the same words. */
  readonly before: Schema;
  readonly after: Schema;
  readonly comments: boolean;
  /** Extensions of either side, for a scratch database that stands in for it. */
  readonly extensions: readonly string[];
  /** Of the database, if it was one. */
  readonly serverVersion?: number;
}

export interface CompareInput {
  readonly project: Project;
  readonly revisions: Revisions;
  readonly report?: Report | undefined;
  /** Who says which drops and adds are renames. */
  readonly ask: Questioner;
  /** Hears what the history says too, once the database has been compared; without it the history is not read. */
  readonly onBookkeeping?: ((bookkeeping: Bookkeeping, revisions: Revisions) => Promise<void>) | undefined;
}

export async function readModels({ project, report }: CompareInput): Promise<ProjectModels> {
  const models = await stage(
    report,
    "read",
    () => loadProjectModels(project),
    ({ schema, files }) =>
      `${plural(schema.tables.length, "table")} from ${plural(files.length, "model file")}`,
  );
  reportWarnings(models.warnings, report);
  return models;
}

/** Both sides, cut to what is the models' to decide, and what is left alone. */
export function decided(
  project: Project,
  models: ProjectModels,
  scope: Scope,
  sight: RoleSight,
  database: Schema,
): SidesWithViews {
  const sides = owned(models, compared(project, scope, { models: models.schema, database }));
  const views = withViewsOfOthers(sides, models.views);
  const roles = withRolesInSight(views, sight);
  const managed = managedSides(roles, models.manages);
  const parts = unsaidParts(models, views.database);
  const alone = [...views.alone, ...roles.alone, ...managed.alone, ...parts];
  return { ...managed, viewsOfOthers: views.viewsOfOthers, alone };
}

/** What the models do not speak of is as the other side has it. */
function owned({ rowSecurity }: ProjectModels, { models, database }: ComparedSides): ComparedSides {
  return { models: adoptRowSecurity(database, models, rowSecurity), database };
}

/** A forgotten export must never become DROP TABLE. */
export function refuseEmpty({ schema, files }: ProjectModels, other: Schema): void {
  const empty = schema.tables.length + schema.enums.length + schema.sequences.length === 0;
  if (empty && other.tables.length > 0) throw modelsEmpty(files, other.tables.length);
}
