import { type Connection } from "@limbeck/database";
import { askCatalog, type Unread } from "@limbeck/introspector";
import { isLimbeckError } from "@limbeck/model";
import { type Bookkeeping } from "@limbeck/runtime";

import { withoutDatabase } from "../errors.ts";
import { connectTo, withConnection } from "../project/connect.ts";
import { extensionNames } from "../project/managed.ts";
import { type ProjectModels } from "../project/models.ts";
import { type RoleSight, roleSight } from "../project/roles.ts";
import { type Scope, scopeOf } from "../project/scope.ts";
import { withoutUndescribed } from "../project/undescribed.ts";
import { type Foreknown, foreknown } from "../project/unchanged.ts";
import { askDatabase, introspectOptions } from "./askDatabase.ts";
import {
  type CompareInput,
  type Comparison,
  decided,
  type Differences,
  readModels,
  refuseEmpty,
} from "./compare.ts";
import { plural, stage } from "./event.ts";
import { askNothing, settle } from "./settle.ts";

/** The models against the database. `database-behind` and `database-revision-unknown` where the database is not at the heads. */
export function compareWithDatabase(input: CompareInput): Promise<Comparison> {
  return onDatabase(input, async (connection) =>
    compareAsked(connection, input, await ask(connection, input, false)),
  );
}

/** The same for who wants to know no more than what differs: where that is nothing, as before, the catalog is not even read. */
export function differencesFromDatabase(input: CompareInput): Promise<Differences> {
  return onDatabase(input, async (connection) => {
    const asked = await ask(connection, input, true);
    const { unchanged, remember } = asked.known;
    if (unchanged !== undefined) {
      await askNothing(input.ask);
      await tellBookkeeping(input, asked);
      const { files } = asked.models;
      const none = { operations: [], refusals: [], unverified: [], candidates: [] };
      return { ...none, unmodelled: unchanged.unmodelled, files };
    }
    const found = await compareAsked(connection, input, asked);
    const { operations, refusals, unverified, candidates, unmodelled } = found;
    if (operations.length + refusals.length + unverified.length + candidates.length === 0)
      await remember({ tables: asked.tables, unmodelled });
    return found;
  });
}

function onDatabase<T>(input: CompareInput, act: (connection: Connection) => Promise<T>): Promise<T> {
  const open = (): Promise<Connection> =>
    connectTo(input.project, "check").catch((error: unknown) => {
      throw isLimbeckError(error) ? withoutDatabase(error) : error;
    });
  return withConnection(open, act);
}

interface Asked {
  readonly models: ProjectModels;
  readonly scope: Scope;
  readonly sight: RoleSight;
  readonly catalog: Unread;
  readonly bookkeeping?: Bookkeeping;
  readonly known: Foreknown;
  /** How many the database has. */
  readonly tables: number;
}

/** Reads the models, and asks the database. `brief`: its catalog is read only if nothing is known of what it said. */
async function ask(connection: Connection, input: CompareInput, brief: boolean): Promise<Asked> {
  const { project, revisions, report } = input;
  // The server reads its catalog while we read the models. Most projects declare nothing outside the default namespace.
  const likely = scopeOf(project.config, []).schemas;
  const answers = askDatabase(connection, input, likely);
  // If the models fail first, nobody is left to hear what the database said.
  answers.catch(() => undefined);
  const models = await readModels(input);
  const scope = scopeOf(project.config, models.namespaces);
  return stage(
    report,
    "introspected",
    async () => {
      const first = await answers;
      const more = scope.schemas.some((name) => !likely.includes(name));
      const catalog = more
        ? await askCatalog(connection, introspectOptions(project, scope.schemas))
        : first.catalog;
      const sight = await roleSight(project, revisions, models.roles);
      const known = foreknown(project, models, sight, catalog, brief);
      const tables = known.unchanged?.tables ?? catalog.read().schema.tables.length;
      return { ...first, models, scope, sight, catalog, known, tables };
    },
    ({ tables }) => `${plural(tables, "table")} in the database`,
  );
}

async function compareAsked(connection: Connection, input: CompareInput, asked: Asked): Promise<Comparison> {
  const { project, revisions } = input;
  const { models, scope, sight } = asked;
  const { schema, serverVersion, unmodelled, searchPath } = asked.catalog.read();
  const { alone, ...cut } = decided(project, models, withoutUndescribed(scope, unmodelled), sight, schema);
  refuseEmpty(models, cut.database);
  const sides = { ...cut, searchPath, serverVersion, comments: models.comments };
  const settled = await settle(
    project,
    connection,
    sides,
    input.ask,
    // What a role may not ask, as one that may make no temporary objects, the embedded engine is asked.
    project.dialect === "postgres"
      ? async () => {
          const { openScratchWith } = await import("../project/replayed.ts");
          return openScratchWith(project, revisions, schema, models.schema);
        }
      : undefined,
  );
  await tellBookkeeping(input, asked);
  const extensions = extensionNames(settled.before, settled.after);
  const left = [...unmodelled, ...alone];
  const { comments, files } = models;
  return { ...settled, comments, unmodelled: left, extensions, serverVersion, files };
}

async function tellBookkeeping(
  { onBookkeeping, revisions }: CompareInput,
  { bookkeeping }: Asked,
): Promise<void> {
  if (bookkeeping !== undefined) await onBookkeeping?.(bookkeeping, revisions);
}
