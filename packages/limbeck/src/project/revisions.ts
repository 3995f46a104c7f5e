import { bodyChecksum, readHeader } from "@limbeck/emitter";
import { loadRevision, readRevisionFiles, type RevisionFile, sourcePosition } from "@limbeck/loader";
import { buildGraph, type Graph, type RevisionHeader } from "@limbeck/revisions";
import { type LoadRevision, type Locate } from "@limbeck/runtime";

import { type Project } from "./project.ts";

/** The revisions of a project: what their files say without running, and how to run one. */
export interface Revisions {
  readonly graph: Graph;
  readonly files: readonly RevisionFile[];
  readonly load: LoadRevision;
}

/** A revision file and what its head says. */
export interface HeadedFile {
  readonly header: RevisionHeader;
  readonly file: RevisionFile;
}

/** Reads the headers of all revision files; runs none. A folder that is not there holds none. */
export function readRevisions(project: Project): Revisions {
  return revisionsOf(project, readHeaders(project));
}

/** As `readRevisions`, of files that need not make a graph: two may have the same id. */
export function readHeaders(project: Project): readonly HeadedFile[] {
  const recursive = project.config.recursive === true;
  const files = readRevisionFiles(project.locations, { recursive, absentIsEmpty: true });
  return files.map((file) => ({ header: readHeader(file.text, file.path), file }));
}

/** Links files to a graph, by the headers that stand beside them, which may be others than those in the files. */
export function revisionsOf(project: Project, headed: readonly HeadedFile[]): Revisions {
  const byId = new Map(headed.map(({ header, file }) => [header.revision, file]));
  const load: LoadRevision = async (id) => loadFile(project, byId.get(id));
  return {
    graph: buildGraph(headed.map(({ header }) => header)),
    files: headed.map(({ file }) => file),
    load,
  };
}

async function loadFile(
  project: Project,
  file: RevisionFile | undefined,
): Promise<Awaited<ReturnType<LoadRevision>>> {
  if (file === undefined) throw new Error("a revision without a file was asked for");
  const { upgrade, downgrade, transaction } = await loadRevision(file.path, project.load);
  return {
    // What they answer is passed on: the runtime refuses a body that is asynchronous.
    upgrade: (op) => upgrade(op) as undefined,
    downgrade: (op) => {
      if (downgrade !== undefined) return downgrade(op) as undefined;
      op.irreversible("the file has no downgrade");
    },
    ...(typeof transaction === "boolean" ? { transaction } : {}),
    ...(project.config.operations === undefined ? {} : { operations: project.config.operations }),
    checksum: bodyChecksum(file.text),
    file: file.path,
  };
}

/** Finds the user's own line in a stack. */
export const locate: Locate = (stack) => {
  const position = sourcePosition(stack);
  return position === undefined ? undefined : { file: position.file, line: position.line };
};
