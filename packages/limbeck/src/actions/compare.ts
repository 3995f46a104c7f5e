import { type Connection } from "@limbeck/database";
import { adoptRowSecurity, type Questioner, type RenameCandidate } from "@limbeck/differ";
import { introspect, type Unmodelled, type Unverified } from "@limbeck/introspector";
import { isLimbeckError, type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";
import { type Bookkeeping } from "@limbeck/runtime";

import { modelsEmpty, withoutDatabase } from "../errors.ts";
import { connectTo, withConnection } from "../project/connect.ts";
import { compared, type ComparedSides } from "../project/include.ts";
import { loadProjectModels, type ProjectModels } from "../project/models.ts";
import { extensionNames, type ManagedSides, managedSides } from "../project/managed.ts";
import { type Project } from "../project/project.ts";
import { type Revisions } from "../project/revisions.ts";
import { roleSight, withRolesInSight } from "../project/roles.ts";
import { type Scope, scopeOf } from "../project/scope.ts";
import { withViewsOfOthers } from "../project/views.ts";
import { askDatabase, introspectOptions } from "./askDatabase.ts";
import { plural, type Report, stage } from "./event.ts";
import { settle } from "./settle.ts";

/** What models and the other side have in common and what not. */
export interface Comparison {
  /** What would make the other side what the models say. */
  readonly operations: readonly Operation[];
  /** The other side and the models, settled in the same words. */
  readonly before: Schema;
  readonly after: Schema;
  readonly comments: boolean;
  readonly unverified: readonly Unverified[];
  /** What may be renames, and was not taken for such; the likeliest of each. */
  readonly candidates: readonly RenameCandidate[];
  /** What the database holds beside, of kinds that a Schema does not describe; never touched. */
  readonly unmodelled: readonly Unmodelled[];
  /** Extensions of either side, for a scratch database that stands in for it. */
  readonly extensions: readonly string[];
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
  for (const { code, message, hint } of models.warnings)
    report?.({ kind: "warning", code, text: message, hint });
  return models;
}

/** The models against the database. `database-behind` and `database-revision-unknown` where the database is not at the heads. */
export async function compareWithDatabase(input: CompareInput): Promise<Comparison> {
  const open = (): Promise<Connection> =>
    connectTo(input.project, "check").catch((error: unknown) => {
      throw isLimbeckError(error) ? withoutDatabase(error) : error;
    });
  return withConnection(open, (connection) => compareOn(connection, input));
}

async function compareOn(connection: Connection, input: CompareInput): Promise<Comparison> {
  const { project, revisions, report } = input;
  // The server reads its catalog while we read the models. Most projects declare nothing outside the default namespace.
  const likely = scopeOf(project.config, []).schemas;
  const answers = askDatabase(connection, input, likely);
  // If the models fail first, nobody is left to hear what the database said.
  answers.catch(() => undefined);
  const models = await readModels(input);
  const scope = scopeOf(project.config, models.namespaces);
  const found = await stage(
    report,
    "introspected",
    async () => {
      const { introspection, bookkeeping } = await answers;
      const more = scope.schemas.some((name) => !likely.includes(name));
      const all = more
        ? await introspect(connection, introspectOptions(project, scope.schemas))
        : introspection;
      return { ...all, bookkeeping };
    },
    ({ schema }) => `${plural(schema.tables.length, "table")} in the database`,
  );
  const { serverVersion, unmodelled, searchPath } = found;
  const { alone, ...cut } = await decided(input, models, scope, found.schema);
  refuseEmpty(models, cut.database);
  const sides = { ...cut, searchPath, serverVersion };
  const settled = await settle(
    project,
    connection,
    { ...sides, comments: models.comments },
    input.ask,
    // What a role may not ask, as one that may make no temporary objects, the embedded engine is asked.
    project.dialect === "postgres"
      ? async () => {
          const { openScratchWith } = await import("../project/replayed.ts");
          return openScratchWith(project, revisions, found.schema, models.schema);
        }
      : undefined,
  );
  if (found.bookkeeping !== undefined) await input.onBookkeeping?.(found.bookkeeping, revisions);
  const extensions = extensionNames(settled.before, settled.after);
  return { ...settled, comments: models.comments, unmodelled: [...unmodelled, ...alone], extensions };
}

/** Both sides, cut to what is the models' to decide, and what is left alone. */
export async function decided(
  { project, revisions }: CompareInput,
  models: ProjectModels,
  scope: Scope,
  database: Schema,
): Promise<ManagedSides> {
  const sides = owned(models, compared(project, scope, { models: models.schema, database }));
  const views = withViewsOfOthers(sides, models.views);
  const roles = withRolesInSight(views, await roleSight(project, revisions, models.roles));
  const managed = managedSides(roles, models.manages);
  return { ...managed, alone: [...views.alone, ...roles.alone, ...managed.alone] };
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
