import { join } from "node:path";

import { type LoadedModels, openModels, sourcePosition } from "@limbeck/loader";
import { type RowSecurityOwned } from "@limbeck/differ";
import { type Managed, readModels, requireDrizzle, type Warning } from "@limbeck/metadata";
import { isLimbeckError, nameKey, type QualifiedName, type Schema } from "@limbeck/model";

import { schemaPathMissing } from "../configErrors.ts";
import { withPosition } from "../errors.ts";
import { refuseForeign } from "./foreignModels.ts";
import { knownModels } from "./knownModels.ts";
import { type Project } from "./project.ts";
import { type DeclaredRoles } from "./roles.ts";
import { type ViewPolicy } from "./views.ts";

/** The models of a project as a Schema, and what a comparison has to know of them. */
export interface ProjectModels {
  readonly schema: Schema;
  readonly files: readonly string[];
  /** Whether the models are the whole truth about comments. */
  readonly comments: boolean;
  /** The kinds of which they are the whole truth, beside those that Drizzle can say. */
  readonly manages: ReadonlySet<Managed>;
  /** What they decide about views. */
  readonly views: ViewPolicy;
  /** What they say of roles. */
  readonly roles: DeclaredRoles;
  /** What of row security the models are the whole truth about. */
  readonly rowSecurity: RowSecurityOwned;
  readonly warnings: readonly Warning[];
  /** Namespaces that the models speak of, beside the default one. */
  readonly namespaces: readonly string[];
}

/**
 * Loads the model files and reads them, or takes what they were read as before where they cannot have become others. Errors:
 * `schema-path-missing`, `models-of-another-dialect`, those of the loader and of reading models.
 */
export async function loadProjectModels(project: Project): Promise<ProjectModels> {
  const models = await readOrKnown(project);
  refuseForeign(models, project.dialect);
  return models;
}

async function readOrKnown(project: Project): Promise<ProjectModels> {
  const { config, load, models: handed } = project;
  if (handed !== undefined) return readLoaded(project, { files: [], modules: handed });
  if (config.schema === undefined || config.schema.length === 0) throw schemaPathMissing();
  const opened = await openModels({ ...load, schema: config.schema });
  const known = knownModels(project, opened);
  if (known.models !== undefined) return known.models;
  const models = readLoaded(project, await opened.load());
  // Models that are known need not be run again.
  await (opened.identity === undefined ? opened.keepCode() : known.remember(models));
  return models;
}

function readLoaded(
  { root, config, dialect }: Project,
  { files, modules }: Pick<LoadedModels, "files" | "modules">,
): ProjectModels {
  const drizzle = requireDrizzle(files[0] ?? join(root, "package.json"), dialect);
  const models = placed(root, () =>
    readModels(modules, {
      drizzle,
      dialect,
      ...(config.casing === undefined ? {} : { casing: config.casing }),
    }),
  );
  const manages = (kind: Managed): boolean =>
    models.manages.has(kind) || config.manage?.includes(kind) === true;
  const followed = new Set(models.followed.map(nameKey));
  return {
    schema: { ...models.schema, unsaid: unsaidOf(models.schema, config.manage) },
    files,
    manages: new Set([...models.manages, ...(config.manage ?? [])]),
    comments: manages("comments"),
    views: { managed: manages("views"), existing: models.existingViews },
    roles: {
      names: new Set(models.schema.roles.map(({ name }) => name)),
      existing: models.existingRoles,
    },
    rowSecurity: { policies: manages("policies"), forced: manages("forceRowSecurity") },
    warnings: models.warnings,
    namespaces: ownNamespaces(models.schema, followed),
  };
}

/** What neither a declaration speaks of nor the configuration wants managed. */
function unsaidOf({ unsaid = [] }: Schema, manage: readonly string[] = []): NonNullable<Schema["unsaid"]> {
  return unsaid.filter((kind) => !manage.includes(kind));
}

/** An error of a callback in the models, with the line it came from. */
function placed<T>(root: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const position = isLimbeckError(error) ? sourcePosition(error.cause) : undefined;
    throw isLimbeckError(error) && position !== undefined ? withPosition(error, position, root) : error;
  }
}

/**
 * The namespaces that the models declare something in. One that only foreign keys lead to, such as a hosted service's
 * `auth`, belongs to somebody else.
 */
function ownNamespaces(schema: Schema, followed: ReadonlySet<string>): readonly string[] {
  const namesIn = (objects: readonly QualifiedName[]): readonly string[] =>
    objects.flatMap((object) => (object.schema === undefined ? [] : [object.schema]));
  const isFollowed = (table: QualifiedName): boolean => followed.has(nameKey(table));
  const own = namesIn([
    ...schema.tables.filter((table) => !isFollowed(table)),
    ...schema.collations,
    ...schema.enums,
    ...schema.domains,
    ...schema.composites,
    ...schema.ranges,
    ...schema.sequences,
    ...schema.views,
  ]);
  const others = new Set(namesIn(schema.tables.filter(isFollowed)));
  const declared = schema.namespaces.map(({ name }) => name).filter((name) => !others.has(name));
  return [...new Set([...declared, ...own])];
}
