import { connect, type Connection, dialectOf, parseUrl } from "@limbeck/database";
import { type RowSecurityOwned } from "@limbeck/differ";
import { introspect, type Unmodelled } from "@limbeck/introspector";
import { type Managed } from "@limbeck/metadata";
import { type Dialect, emptySchema, type Schema } from "@limbeck/model";
import { versionTable } from "@limbeck/runtime";

import { dialectsDiffer, sideUnknown } from "../compareErrors.ts";
import { connectTo, requireFrom } from "../project/connect.ts";
import { fileIn } from "../project/databaseFile.ts";
import { engineOf } from "../project/engine.ts";
import { ignoreNames } from "../project/includeName.ts";
import { loadProjectModels } from "../project/models.ts";
import { type Project } from "../project/project.ts";
import { replayed } from "../project/replayed.ts";
import { readRevisions } from "../project/revisions.ts";
import { type DeclaredRoles } from "../project/roles.ts";
import { ALL_VIEWS, type ViewPolicy } from "../project/views.ts";
import { type Report } from "./event.ts";
import { reportWarnings } from "./modelWarnings.ts";

/** One side of a comparison. */
export interface Side {
  readonly kind: "models" | "database" | "revision" | "empty";
  readonly schema: Schema;
  /** The namespaces that are this side's own. */
  readonly namespaces: readonly string[];
  /** A database keeps its connection open, for questions about its words. */
  readonly connection?: Connection;
  readonly comments: boolean;
  readonly views: ViewPolicy;
  /** Models may leave kinds of objects alone; any other side is what it is. */
  readonly manages?: ReadonlySet<Managed>;
  readonly rowSecurity: RowSecurityOwned;
  readonly roles: DeclaredRoles;
  readonly serverVersion: number;
  /** What a database holds beside. */
  readonly unmodelled: readonly Unmodelled[];
}

/** How sides are read. */
export interface Reading {
  /** The server that an empty side would be on: what is asked of words is asked there. Absent: an embedded one. */
  readonly on?: Connection | undefined;
  /** The connections to close in the end. */
  readonly open: Connection[];
  readonly othersBookkeeping: boolean;
  /** Hears what of the models is left out. */
  readonly report?: Report | undefined;
}

/** `database`, or a URL. */
export function isDatabase(side: string): boolean {
  return side === "database" || isUrl(side);
}

function isUrl(side: string): boolean {
  return /^[a-z][a-z0-9]+(?:\+[a-z0-9_]+)?:/i.test(side);
}

/** That of the databases which are named by their URLs; models and revisions are read for it. Errors: `dialects-differ`. */
export function dialectOfSides(project: Project, sides: readonly string[]): Dialect {
  const own = sides.includes("database") ? [project.dialect] : [];
  const [first = project.dialect, ...others] = [
    ...own,
    ...sides.filter(isUrl).map((url) => dialectOf(parseUrl(url))),
  ];
  const other = others.find((dialect) => dialect !== first);
  if (other !== undefined) throw dialectsDiffer(first, other);
  return first;
}

/** Reads one side; `reading.open` gets the connections. Errors: those of the connection, of the models and of the revisions, `side-unknown`. */
export async function sideOf(project: Project, side: string, reading: Reading): Promise<Side> {
  if (side === "empty") return emptySide(project, reading);
  if (side === "models") return modelsSide(project, reading);
  if (side === "database") return databaseSide(project, await connectTo(project, "diff"), reading);
  if (isUrl(side))
    return databaseSide(project, await connect(fileIn(project.cwd, side), requireFrom(project)), reading);
  return revisionSide(project, side);
}

function emptySide(project: Project, { on }: Reading): Side {
  const side = offline(project, "empty", emptySchema(project.dialect));
  return on === undefined ? side : { ...side, connection: on, serverVersion: on.server.version };
}

function offline(project: Project, kind: Side["kind"], schema: Schema): Side {
  return {
    kind,
    schema,
    namespaces: schema.namespaces.map(({ name }) => name),
    comments: true,
    views: ALL_VIEWS,
    rowSecurity: { policies: true, forced: true },
    roles: { names: new Set(), existing: new Set() },
    serverVersion: engineOf(project).version,
    unmodelled: [],
  };
}

async function modelsSide(project: Project, { report }: Reading): Promise<Side> {
  const { schema, files: _, warnings, ...said } = await loadProjectModels(project);
  reportWarnings(warnings, report);
  return { ...offline(project, "models", schema), ...said };
}

async function databaseSide(
  project: Project,
  connection: Connection,
  { open, othersBookkeeping }: Reading,
): Promise<Side> {
  open.push(connection);
  const { name, history } = versionTable(project.config.versionTable);
  const { schema, serverVersion, unmodelled } = await introspect(connection, {
    allSchemas: true,
    roles: true,
    bookkeeping: [name, history],
    othersBookkeeping,
    ...ignoreNames(project),
  });
  return { ...offline(project, "database", schema), connection, serverVersion, unmodelled };
}

async function revisionSide(project: Project, symbol: string): Promise<Side> {
  const revisions = readRevisions(project);
  if (revisions.graph.ids.length === 0 && !["head", "heads", "base"].includes(symbol))
    throw sideUnknown(symbol);
  const { schema, unmodelled } = await replayed({ project, revisions, target: [symbol] });
  return { ...offline(project, "revision", schema), unmodelled };
}
