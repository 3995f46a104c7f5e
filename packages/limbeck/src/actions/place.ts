import { dirname, join, relative, resolve } from "node:path";

import { type Graph, heads, resolve as resolveSymbol, resolveOne, revisionOf } from "@limbeck/revisions";

import { notAHead, versionPathMissing, versionPathUnknown } from "../errors.ts";
import { type Project } from "../project/project.ts";

/** Where in the graph a new revision goes, as a person says it. */
export interface PlaceOptions {
  /** The parent, as a symbol: `label@head`, an id, `base` for a new root. Absent: the one head. */
  readonly head?: string;
  /** Allows a parent that is no head, so that a branch begins there. */
  readonly splice?: boolean;
  readonly branchLabels?: readonly string[];
  /** Revisions of other branches that must be applied first, as symbols or labels. */
  readonly dependsOn?: readonly string[];
  /** One of the configured folders, for the first file of a branch. Absent: that of the parent. */
  readonly versionPath?: string;
}

/** A place in the graph: full ids, labels as they are said. */
export interface Place {
  readonly parents: readonly string[];
  readonly branchLabels: readonly string[];
  readonly dependsOn: readonly string[];
  /** The revisions in whose place the new one stands, oldest first. */
  readonly replaces?: readonly string[];
}

/**
 * Finds the place. Errors: `heads-several`, `revision-not-head` (3) where the parent has children already and `splice` was not
 * said, and those of names.
 */
export function placeOf(graph: Graph, options: PlaceOptions): Place {
  const { head, splice = false, branchLabels = [], dependsOn = [] } = options;
  const parents = parentsOf(graph, head);
  const atHead = new Set(heads(graph));
  const inner = parents.find((id) => !atHead.has(id));
  if (inner !== undefined && !splice) throw notAHead(inner, revisionOf(graph, inner).children);
  return { parents, branchLabels, dependsOn: dependsOn.flatMap((name) => dependencyOf(graph, name)) };
}

function parentsOf(graph: Graph, head: string | undefined): readonly string[] {
  if (head === undefined && graph.ids.length === 0) return [];
  const parent = resolveOne({ graph }, head ?? "head");
  return parent === undefined ? [] : [parent];
}

/** A label stays one: it goes along when the branch grows. */
function dependencyOf(graph: Graph, name: string): readonly string[] {
  return graph.labels.has(name) ? [name] : resolveSymbol({ graph }, name);
}

/**
 * The folder of a new file: that of its parent, so that a branch stays together. Errors: `version-path-unknown` (2) where the
 * folder that is named is none of the configured ones, `version-path-missing` (2) where several could be meant.
 */
export function folderOf(project: Project, graph: Graph, { parents }: Place, versionPath?: string): string {
  if (versionPath !== undefined) return knownFolder(project, versionPath);
  const file = parents.map((id) => revisionOf(graph, id).file).find((path) => path !== undefined);
  if (file !== undefined) return folderBeside(project, file);
  const [first = project.root, ...others] = project.locations;
  if (others.length > 0 && graph.ids.length > 0) throw versionPathMissing(shown(project));
  return first;
}

/** Where a name template makes folders of its own, a new file begins at the root of those again. */
function folderBeside({ config, locations }: Project, file: string): string {
  const within = locations.filter((folder) => isInside(folder, file)).sort((a, b) => b.length - a.length);
  const template = config.fileTemplate ?? "";
  return template.includes("/") ? (within[0] ?? dirname(file)) : dirname(file);
}

function knownFolder(project: Project, versionPath: string): string {
  const folder = resolve(project.root, versionPath);
  const deep = project.config.recursive === true;
  const known = project.locations.some((one) => one === folder || (deep && isInside(one, join(folder, "x"))));
  if (!known) throw versionPathUnknown(versionPath, shown(project));
  return folder;
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== "" && !path.startsWith("..") && resolve(folder, path) === file;
}

function shown({ root, locations }: Project): readonly string[] {
  return locations.map((folder) => relative(root, folder).replaceAll("\\", "/"));
}
