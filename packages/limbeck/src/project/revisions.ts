import { bodyChecksum, readHeader } from "@limbeck/emitter";
import { loadRevision, readRevisionFiles, type RevisionFile, sourcePosition } from "@limbeck/loader";
import { type Operations } from "@limbeck/operations";
import { buildGraph, type Graph, type RevisionHeader } from "@limbeck/revisions";
import { type LoadedRevision, type LoadRevision, type Locate } from "@limbeck/runtime";

import { type ImportedRevision } from "../config/importedRevision.ts";
import { listedFile, listedIn } from "./listed.ts";
import { type Project } from "./project.ts";

/** The revisions of a project: what their files say without running, and how to run one. */
export interface Revisions {
  readonly graph: Graph;
  readonly files: readonly RevisionFile[];
  readonly load: LoadRevision;
  /** They are modules of the application: nobody knows what they depend on, nor what text they were written as. */
  readonly imported: boolean;
}

/** A revision file and what its head says. */
export interface HeadedFile {
  readonly header: RevisionHeader;
  readonly file: RevisionFile;
  /** What it exports, where the application has imported it. */
  readonly module?: ImportedRevision;
}

/** Reads the headers of all revision files; runs none. A folder that is not there holds none; for a list, no folder is looked at. */
export function readRevisions(project: Project): Revisions {
  return revisionsOf(project, readHeaders(project));
}

/** As `readRevisions`, of files that need not make a graph: two may have the same id. */
export function readHeaders(project: Project): readonly HeadedFile[] {
  const listed = listedIn(project.config);
  if (listed !== undefined) return listed.map(listedFile);
  const recursive = project.config.recursive === true;
  const files = readRevisionFiles(project.locations, { recursive, absentIsEmpty: true });
  return files.map((file) => ({ header: readHeader(file.text, file.path), file }));
}

/** Links files to a graph, by the headers that stand beside them, which may be others than those in the files. */
export function revisionsOf(project: Project, headed: readonly HeadedFile[]): Revisions {
  const byId = new Map(headed.map((one) => [one.header.revision, one]));
  const load: LoadRevision = async (id) => loadHeaded(project, byId.get(id));
  return {
    graph: buildGraph(headed.map(({ header }) => header)),
    files: headed.map(({ file }) => file),
    load,
    imported: headed.some(({ module }) => module !== undefined),
  };
}

async function loadHeaded(project: Project, headed: HeadedFile | undefined): Promise<LoadedRevision> {
  if (headed === undefined) throw new Error("a revision without a file was asked for");
  const { file, module } = headed;
  return {
    ...bodiesOf(module ?? (await loadRevision(file.path, project.load))),
    ...(project.config.operations === undefined ? {} : { operations: project.config.operations }),
    ...(module === undefined ? { checksum: bodyChecksum(file.text), file: file.path } : {}),
  };
}

/** What a revision exports, as far as it is run. */
interface Bodies {
  upgrade(op: Operations): unknown;
  downgrade?(op: Operations): unknown;
  readonly transaction?: unknown;
}

function bodiesOf(said: Bodies): Pick<LoadedRevision, "upgrade" | "downgrade" | "transaction"> {
  return {
    // What they answer is passed on: the runtime refuses a body that is asynchronous.
    upgrade: (op) => said.upgrade(op) as undefined,
    downgrade: (op) => {
      if (said.downgrade !== undefined) return said.downgrade(op) as undefined;
      op.irreversible("the file has no downgrade");
    },
    ...(typeof said.transaction === "boolean" ? { transaction: said.transaction } : {}),
  };
}

/** Finds the user's own line in a stack. */
export const locate: Locate = (stack) => {
  const position = sourcePosition(stack);
  return position === undefined ? undefined : { file: position.file, line: position.line };
};
