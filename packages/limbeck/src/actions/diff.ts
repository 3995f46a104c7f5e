import { type Connection } from "@limbeck/database";
import { type Questioner, type RenameCandidate } from "@limbeck/differ";
import { type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { withConnection } from "../project/connect.ts";
import { compared, type ComparedSides } from "../project/include.ts";
import { engineOf } from "../project/engine.ts";
import { managedSides } from "../project/managed.ts";
import { type Project } from "../project/project.ts";
import { openScratchWith } from "../project/replayed.ts";
import { readRevisions } from "../project/revisions.ts";
import { roleSight, type RoleSight, withRolesInSight } from "../project/roles.ts";
import { type Scope, scopeOf } from "../project/scope.ts";
import { refuseUndescribed, withoutUndescribed } from "../project/undescribed.ts";
import { withViewsOfOthers } from "../project/views.ts";
import { type Answers, questionerOf } from "./questioner.ts";
import { settleSides } from "./settleSides.ts";
import { dialectOfSides, isDatabase, type Reading, type Side, sideOf } from "./side.ts";

/** What would turn one side into the other. */
export interface DiffResult {
  readonly operations: readonly Operation[];
  /** The sides, settled in the same words. */
  readonly before: Schema;
  readonly after: Schema;
  /** Whether both sides say which comments there are. */
  readonly comments: boolean;
  /** What may be renames, and was not taken for such. */
  readonly candidates: readonly RenameCandidate[];
}

/**
 * The difference between two sides: each is `models`, `database`, `empty`, a revision, or a database URL. Errors: those of the
 * questioner.
 */
export async function diff(
  configured: Project,
  from: string,
  to: string,
  { on, report, ...answers }: Omit<Answers, "committed"> & Pick<Reading, "on" | "report"> = {},
): Promise<DiffResult> {
  const project = { ...configured, dialect: dialectOfSides(configured, [from, to]) };
  const ask = questionerOf({ ...answers, committed: project.config.renames });
  const open: Connection[] = [];
  try {
    // Beside models or revisions, what other tools keep their state in is never reported; between databases it is.
    const reading = {
      open,
      on,
      report,
      othersBookkeeping: [from, to].every((side) => side === "empty" || isDatabase(side)),
    };
    const before = await sideOf(project, from, reading);
    const after = await sideOf(project, to, reading);
    const scope = besideDatabases(scopeOf(project.config, declared([before, after])), before, after);
    // `from` stands where a database does in a check, `to` where the models do.
    const decided = settledViews(
      before,
      after,
      compared(project, scope, { models: after.schema, database: before.schema }),
    );
    const roles = withRolesInSight(decided, await sightOf(project, [before, after]));
    const cut = bothManaged(before, after, roles);
    const sides = [
      { ...before, schema: cut.database },
      { ...after, schema: cut.models },
    ] as const;
    return await between(project, ...sides, ask);
  } finally {
    for (const connection of open) await connection.close();
  }
}

/** What a database has as something that is not described is no table of models or revisions; of another database it may be. Errors: `inheritance-differs`. */
function besideDatabases(scope: Scope, before: Side, after: Side): Scope {
  if ([before, after].every(({ kind }) => kind === "database" || kind === "empty")) {
    refuseUndescribed(before.schema, after.unmodelled);
    refuseUndescribed(after.schema, before.unmodelled);
  }
  return withoutUndescribed(scope, [...before.unmodelled, ...after.unmodelled]);
}

/** Views that are not the models' to decide count as theirs, on whichever side the models stand. */
function settledViews(before: Side, after: Side, cut: ComparedSides): ComparedSides {
  const there = withViewsOfOthers(cut, after.views);
  const back = withViewsOfOthers({ models: there.database, database: there.models }, before.views);
  return { models: back.database, database: back.models };
}

/** Two databases say nothing of roles, which are their clusters'. */
async function sightOf(project: Project, sides: readonly Side[]): Promise<RoleSight> {
  const speaks = sides.some(({ kind }) => kind === "models" || kind === "revision");
  if (!speaks) return { made: new Set(), sees: () => false, any: false };
  const names = new Set(sides.flatMap(({ roles }) => [...roles.names]));
  const existing = new Set(sides.flatMap(({ roles }) => [...roles.existing]));
  return roleSight(project, readRevisions(project), { names, existing });
}

/** What models leave alone is no difference, whichever side they are on. */
function bothManaged(before: Side, after: Side, sides: ComparedSides): ComparedSides {
  if (after.manages !== undefined) return managedSides(sides, after.manages);
  if (before.manages === undefined) return sides;
  const turned = managedSides({ models: sides.database, database: sides.models }, before.manages);
  return { models: turned.database, database: turned.models };
}

/** Beside models, a database may hold namespaces that are somebody else's; between databases, all are compared. */
function declared(sides: readonly Side[]): readonly string[] {
  const models = sides.some(({ kind }) => kind === "models");
  return sides.flatMap(({ kind, namespaces }) => (models && kind === "database" ? [] : namespaces));
}

async function between(project: Project, before: Side, after: Side, ask: Questioner): Promise<DiffResult> {
  const asked = before.connection ?? after.connection;
  if (asked !== undefined) return settleSides(project, before, after, asked, ask);
  const scratch = engineOf(project).lazy(() =>
    openScratchWith(project, readRevisions(project), before.schema, after.schema),
  );
  return withConnection(
    () => Promise.resolve(scratch),
    (connection) => settleSides(project, before, after, connection, ask),
  );
}
