import { type Connection, connect } from "@limbeck/database";
import { diff as diffSchemas } from "@limbeck/differ";
import { canonicalise, introspect } from "@limbeck/introspector";
import { emptySchema, type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";
import { versionTable } from "@limbeck/runtime";

import { sideUnknown } from "../errors.ts";
import { connectTo, withConnection } from "../project/connect.ts";
import { lazyConnection, SCRATCH_VERSION } from "../project/lazyScratch.ts";
import { loadProjectModels } from "../project/models.ts";
import { type Project } from "../project/project.ts";
import { openScratchFor, replayed } from "../project/replayed.ts";
import { readRevisions } from "../project/revisions.ts";
import { scopeOf, within } from "../project/scope.ts";

/** One side of a comparison. */
interface Side {
  readonly schema: Schema;
  /** A database keeps its connection open, for questions about its words. */
  readonly connection?: Connection;
  readonly comments: boolean;
  readonly serverVersion: number;
}

/** The operations from one side to another: `models`, `database`, `empty`, a revision, or a database URL. */
export async function diff(project: Project, from: string, to: string): Promise<readonly Operation[]> {
  const open: Connection[] = [];
  try {
    const before = await sideOf(project, from, open);
    const after = await sideOf(project, to, open);
    return await between(project, before, after);
  } finally {
    for (const connection of open) await connection.close();
  }
}

async function between(project: Project, before: Side, after: Side): Promise<readonly Operation[]> {
  const comments = before.comments && after.comments;
  const asked = before.connection ?? after.connection;
  const connection = asked ?? lazyConnection(() => openScratchFor(project, readRevisions(project)));
  // The side with a server answers for its own words; the other one is what has to be put into them.
  const turned = before.connection === undefined && after.connection !== undefined;
  const [models, database] = turned ? [before.schema, after.schema] : [after.schema, before.schema];
  const work = async (): Promise<readonly Operation[]> => {
    const settled = await canonicalise({ models, database, connection });
    const [start, target] = turned ? [settled.models, settled.database] : [settled.database, settled.models];
    return diffSchemas(start, target, { comments, serverVersion: before.serverVersion });
  };
  return asked === undefined ? withConnection(() => Promise.resolve(connection), work) : work();
}

async function sideOf(project: Project, side: string, open: Connection[]): Promise<Side> {
  if (side === "empty")
    return { schema: emptySchema("postgres"), comments: true, serverVersion: SCRATCH_VERSION };
  if (side === "models") return modelsSide(project);
  if (side === "database") return databaseSide(project, await connectTo(project, "diff"), open);
  if (/^[a-z+]+:\/\//i.test(side)) return databaseSide(project, await connect(side), open);
  return revisionSide(project, side);
}

async function modelsSide(project: Project): Promise<Side> {
  const { schema, comments, namespaces } = await loadProjectModels(project);
  return {
    schema: within(schema, scopeOf(project.config, namespaces)),
    comments,
    serverVersion: SCRATCH_VERSION,
  };
}

async function databaseSide({ config }: Project, connection: Connection, open: Connection[]): Promise<Side> {
  open.push(connection);
  const { name, history } = versionTable(config.versionTable);
  const scope = config.schemas === undefined ? { allSchemas: true } : { schemas: config.schemas };
  const { schema, serverVersion } = await introspect(connection, { ...scope, bookkeeping: [name, history] });
  return { schema, connection, comments: true, serverVersion };
}

async function revisionSide(project: Project, symbol: string): Promise<Side> {
  const revisions = readRevisions(project);
  if (revisions.graph.ids.length === 0 && !["head", "heads", "base"].includes(symbol))
    throw sideUnknown(symbol);
  const { schema } = await replayed(project, revisions, [symbol]);
  return { schema, comments: true, serverVersion: SCRATCH_VERSION };
}
