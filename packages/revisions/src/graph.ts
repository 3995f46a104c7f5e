import { unknownRevision } from "./errors.ts";
import type { RevisionHeader } from "./header.ts";
import { checkHeaders } from "./check.ts";
import { checkDependencyCycles, checkParentCycles } from "./cycle.ts";
import { dependencyReader, essentialDependencies } from "./dependency.ts";
import type { Revision } from "./revision.ts";

/** All revisions of a project, checked and linked. Immutable; a changed folder is a new graph. */
export interface Graph {
  /** By id, in the order of the headers. */
  readonly revisions: ReadonlyMap<string, Revision>;
  /** Branch label → id of the revision that carries it. */
  readonly labels: ReadonlyMap<string, string>;
  /** All ids, sorted by code unit: prefixes are looked up here. */
  readonly ids: readonly string[];
}

/**
 * Links headers to a graph. The order of `headers` decides every order that parents and dependencies leave open, so hand
 * them in sorted (by file name); two calls with the same list give the same graph.
 *
 * Throws exit 3, the first fault found, with the files of all revisions that take part in `facts.files`:
 * `revision-id-invalid`, `branch-label-invalid`, `revision-duplicate`, `branch-label-duplicate`, `parent-missing`,
 * `revision-self-loop`, `revision-cycle`, `dependency-missing`, `dependency-ambiguous`, `dependency-self-loop`,
 * `dependency-cycle`.
 */
export function buildGraph(headers: readonly RevisionHeader[]): Graph {
  const { byId, labels } = checkHeaders(headers);
  checkParentCycles(byId);
  const ids = [...byId.keys()].sort();
  const read = dependencyReader(byId, labels, ids);
  const named = new Map(headers.map((header) => [header.revision, read(header)]));
  checkDependencyCycles(byId, named);
  return { revisions: link(headers, essentialDependencies(byId, named)), labels, ids };
}

/** The revision with that full id; `revision-unknown` if there is none. */
export function revisionOf(graph: Graph, id: string): Revision {
  const revision = graph.revisions.get(id);
  if (revision === undefined) throw unknownRevision(id);
  return revision;
}

function link(
  headers: readonly RevisionHeader[],
  dependencies: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Revision> {
  const children = invert(headers, (header) => header.downRevisions);
  const dependents = invert(headers, (header) => dependencies.get(header.revision) ?? []);
  const linked = headers.map((header, position): Revision => {
    const own = dependencies.get(header.revision) ?? [];
    const below = children.get(header.revision) ?? [];
    return {
      ...header,
      position,
      dependencies: own,
      needs: [...new Set([...header.downRevisions, ...own])],
      children: below,
      neededBy: [...new Set([...below, ...(dependents.get(header.revision) ?? [])])],
    };
  });
  return new Map(linked.map((revision) => [revision.revision, revision]));
}

function invert(
  headers: readonly RevisionHeader[],
  namesOf: (header: RevisionHeader) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const inverted = new Map<string, string[]>();
  for (const header of headers) {
    for (const name of new Set(namesOf(header))) {
      const known = inverted.get(name);
      if (known === undefined) inverted.set(name, [header.revision]);
      else known.push(header.revision);
    }
  }
  return inverted;
}
