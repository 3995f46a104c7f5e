import { unknownRevision } from "./errors.ts";
import type { RevisionHeader } from "./header.ts";
import { checkHeaders } from "./check.ts";
import { checkDependencyCycles, checkParentCycles } from "./cycle.ts";
import { dependencyReader, essentialDependencies } from "./dependency.ts";
import type { Revision } from "./revision.ts";
import { depthsOf, type NeedsOf } from "./topological.ts";

type References = ReadonlyMap<string, readonly string[]>;

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
  return { revisions: link(headers, named), labels, ids };
}

/** The revision with that full id; `revision-unknown` if there is none. */
export function revisionOf(graph: Graph, id: string): Revision {
  const revision = graph.revisions.get(id);
  if (revision === undefined) throw unknownRevision(id);
  return revision;
}

function link(headers: readonly RevisionHeader[], named: References): ReadonlyMap<string, Revision> {
  const parents = new Map(headers.map((header) => [header.revision, [...new Set(header.downRevisions)]]));
  const all = union(parents, named);
  const needsOf = referencesIn(all);
  const depths = depthsOf([...all.keys()], needsOf);
  const dependencies = new Map(
    headers.map((header) => {
      const own = essentialDependencies(header, named.get(header.revision) ?? [], needsOf, depths);
      return [header.revision, own];
    }),
  );
  const needs = union(parents, dependencies);
  const children = referencesIn(invert(parents));
  const neededBy = referencesIn(union(invert(parents), invert(needs)));
  const linked = headers.map((header, position): Revision => ({
    ...header,
    position,
    depth: depths.get(header.revision) ?? 0,
    dependencies: dependencies.get(header.revision) ?? [],
    needs: needs.get(header.revision) ?? [],
    children: children(header.revision),
    neededBy: neededBy(header.revision),
  }));
  return new Map(linked.map((revision) => [revision.revision, revision]));
}

function referencesIn(references: References): NeedsOf {
  return (id) => references.get(id) ?? [];
}

function union(first: References, second: References): References {
  const ids = new Set([...first.keys(), ...second.keys()]);
  return new Map(
    [...ids].map((id) => [id, [...new Set([...(first.get(id) ?? []), ...(second.get(id) ?? [])])]]),
  );
}

function invert(references: References): References {
  const inverted = new Map<string, string[]>();
  for (const [id, names] of references) {
    for (const name of new Set(names)) {
      const known = inverted.get(name);
      if (known === undefined) inverted.set(name, [id]);
      else known.push(id);
    }
  }
  return inverted;
}
