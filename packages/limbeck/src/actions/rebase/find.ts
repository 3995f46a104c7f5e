import { isAbsolute, resolve } from "node:path";

import { isLimbeckError } from "@limbeck/model";
import { buildGraph, descendants, type Graph, resolveOne, revisionOf } from "@limbeck/revisions";

import { type Project } from "../../project/project.ts";
import { type HeadedFile } from "../../project/revisions.ts";
import { idOf, type MoveInput } from "./carried.ts";

/** Finds the files that are meant: by path, by id, by any other name of a revision. Errors: those of names and of the graph. */
export function findMove(
  project: Project,
  headed: readonly HeadedFile[],
  revisions: readonly [string, ...string[]],
  onto: string,
): MoveInput {
  const find = (text: string): HeadedFile => findOne(project, headed, text);
  const [first, ...others] = revisions;
  const named = [find(first), ...others.map(find)] as const;
  return { headed, named, onto: findOnto(project, headed, named, onto) };
}

function findOne(project: Project, headed: readonly HeadedFile[], text: string): HeadedFile {
  const found = byPath(project, headed, text) ?? byId(headed, text);
  if (found !== undefined) return found;
  const graph = graphOf(headed);
  const id = isFile(text) ? undefined : resolveOne({ graph }, text);
  // `base` is no revision either; this says that there is none.
  return byId(headed, id ?? revisionOf(graph, text).revision) ?? neverFound(text);
}

function neverFound(text: string): never {
  throw new Error(`${text} has no file`);
}

function isFile(text: string): boolean {
  return /\.[cm]?[jt]s$/.test(text);
}

function byPath({ root }: Project, headed: readonly HeadedFile[], text: string): HeadedFile | undefined {
  const path = isAbsolute(text) ? text : resolve(root, text);
  return headed.find(({ file }) => file.path === path);
}

/** `revision-duplicate` where several files have that id. */
function byId(headed: readonly HeadedFile[], id: string): HeadedFile | undefined {
  const found = headed.filter((one) => idOf(one) === id);
  if (found.length > 1) graphOf(found);
  return found[0];
}

function graphOf(headed: readonly HeadedFile[]): Graph {
  return buildGraph(headed.map(({ header }) => header));
}

/** `head` is the head beside what is moved: of two developers, the line of the other one. */
function findOnto(
  project: Project,
  headed: readonly HeadedFile[],
  named: MoveInput["named"],
  text: string,
): HeadedFile | undefined {
  const [root] = named;
  const file = byPath(project, headed, text);
  if (file !== undefined) return file;
  const twins = headed.filter((one) => idOf(one) === idOf(root) && !named.includes(one));
  const rest = twins.length > 0 ? headed.filter((one) => !named.includes(one)) : besides(headed, root);
  const exact = byId(twins.length > 0 ? (rest ?? []) : headed, text);
  if (exact !== undefined) return exact;
  const id = resolveOne({ graph: graphOf(rest ?? headed) }, text);
  return id === undefined ? undefined : byId(rest ?? headed, id);
}

/** Absent where other branches depend on what is moved: then there is no graph without it. */
function besides(headed: readonly HeadedFile[], root: HeadedFile): readonly HeadedFile[] | undefined {
  const moved = descendants(graphOf(headed), [idOf(root)]);
  const rest = headed.filter((one) => !moved.has(idOf(one)));
  try {
    graphOf(rest);
    return rest;
  } catch (error) {
    if (isLimbeckError(error)) return undefined;
    throw error;
  }
}
