import { type Connection } from "@limbeck/database";
import { askCatalog, type IntrospectOptions, type Unread } from "@limbeck/introspector";
import { isLimbeckError } from "@limbeck/model";
import { ancestors, effectiveHeads, type Graph, knownRows } from "@limbeck/revisions";
import {
  type Bookkeeping,
  bookkeepingOf,
  bookkeepingQuestions,
  readBookkeeping,
  type VersionTable,
  versionTable,
} from "@limbeck/runtime";

import { databaseBehind } from "../compareErrors.ts";
import { ignoreNames } from "../project/includeName.ts";
import { type Project } from "../project/project.ts";
import { type CompareInput } from "./compare.ts";

export interface Asked {
  readonly catalog: Unread;
  /** Absent where there are no revisions that could have been run. */
  readonly bookkeeping?: Bookkeeping;
}

/**
 * Asks where the database is and what it holds, in one round trip. Errors: `database-behind`, `database-revision-unknown`, those of
 * the server.
 */
export async function askDatabase(
  connection: Connection,
  {
    project,
    revisions: { graph },
    onBookkeeping,
  }: Pick<CompareInput, "project" | "revisions" | "onBookkeeping">,
  schemas: readonly string[],
): Promise<Asked> {
  const options = introspectOptions(project, schemas);
  if (graph.ids.length === 0) return { catalog: await askCatalog(connection, options) };
  const table = versionTable(project.config.versionTable);
  // SQLite is not asked over a wire.
  if (connection.dialect !== "postgres") return askApart(connection, graph, table, options);
  try {
    const beside = bookkeepingQuestions(table, onBookkeeping !== undefined);
    const catalog = await askCatalog(connection, { ...options, beside });
    return requireAtHeads(graph, { catalog, bookkeeping: bookkeepingOf(catalog.beside ?? []) });
  } catch (error) {
    // What the role may not do is told by the one question that it may not ask.
    if (!isLimbeckError(error) || error.code !== "statement-failed") throw error;
    return askApart(connection, graph, table, options);
  }
}

async function askApart(
  connection: Connection,
  graph: Graph,
  table: VersionTable,
  options: IntrospectOptions,
): Promise<Asked> {
  const bookkeeping = await readBookkeeping(connection, table);
  const catalog = await askCatalog(connection, options);
  return requireAtHeads(graph, { catalog, bookkeeping });
}

/** What of a project's database is read. */
export function introspectOptions(project: Project, schemas: readonly string[]): IntrospectOptions {
  const { name, history } = versionTable(project.config.versionTable);
  return { schemas, roles: true, bookkeeping: [name, history], ...ignoreNames(project) };
}

function requireAtHeads(graph: Graph, asked: Required<Asked>): Asked {
  const applied = ancestors(graph, knownRows(graph, asked.bookkeeping.rows));
  const behind = [...ancestors(graph, effectiveHeads(graph))].filter((id) => !applied.has(id));
  if (behind.length > 0) throw databaseBehind(behind);
  return asked;
}
