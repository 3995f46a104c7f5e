import { ambiguousDependency, missingDependency } from "./fault.ts";
import type { RevisionHeader } from "./header.ts";
import { idsWithPrefix } from "./prefix.ts";
import { isEmpty, keepReferences, referencesIn, union, type References } from "./references.ts";
import { depthsOf } from "./topological.ts";

type Headers = ReadonlyMap<string, RevisionHeader>;

/** Turns the names in `dependsOn` (ids, prefixes, labels) into full ids, each once. */
export function dependencyReader(
  byId: Headers,
  labels: ReadonlyMap<string, string>,
  ids: readonly string[],
): (header: RevisionHeader) => readonly string[] {
  const read = (name: string, header: RevisionHeader): string => {
    if (byId.has(name)) return name;
    const labelled = labels.get(name);
    if (labelled !== undefined) return labelled;
    const [only, ...others] = idsWithPrefix(ids, name);
    if (only === undefined) throw missingDependency(name, header);
    if (others.length > 0) throw ambiguousDependency(name, [only, ...others], header);
    return only;
  };
  return (header) => [...new Set(header.dependsOn.map((name) => read(name, header)))];
}

/**
 * Leaves out of each revision's dependencies those that an ancestor by parents has already: repeating a dependency along a
 * line adds nothing, and the order of a run is the one that comes from the first mention.
 */
export function withoutInherited(parents: References, named: References): References {
  if (isEmpty(named)) return named;
  const needs = union(parents, named);
  const depths = depthsOf([...needs.keys()], referencesIn(needs));
  const firstDepths = new Map<string, number>();
  for (const [id, dependencies] of named) {
    for (const dependency of dependencies) {
      firstDepths.set(dependency, Math.min(firstDepths.get(dependency) ?? Infinity, depths.get(id) ?? 0));
    }
  }
  const inherits = (id: string, dependency: string): boolean => {
    const first = firstDepths.get(dependency) ?? 0;
    const line = new Set(parents.get(id));
    for (const ancestor of line) {
      // Nobody less deep names it: the search down the line ends here, mostly before it has begun.
      if ((depths.get(ancestor) ?? 0) < first) continue;
      if (named.get(ancestor)?.includes(dependency) === true) return true;
      for (const parent of parents.get(ancestor) ?? []) line.add(parent);
    }
    return false;
  };
  return keepReferences(named, (id, dependency) => !inherits(id, dependency));
}
