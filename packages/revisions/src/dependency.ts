import { topological } from "./cycle.ts";
import { ambiguousDependency, missingDependency } from "./fault.ts";
import type { RevisionHeader } from "./header.ts";
import { idsWithPrefix } from "./prefix.ts";

type Headers = ReadonlyMap<string, RevisionHeader>;
type Named = ReadonlyMap<string, readonly string[]>;

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
 * Leaves out dependencies that are ancestors already through a parent or through another dependency: they hold nothing
 * back, and a version row for them would say twice what another row says.
 */
export function essentialDependencies(byId: Headers, named: Named): Named {
  const needsOf = (id: string): readonly string[] => [
    ...(byId.get(id)?.downRevisions ?? []),
    ...(named.get(id) ?? []),
  ];
  const depths = depthsOf([...byId.keys()], needsOf);
  const entries = [...named].filter(([, dependencies]) => dependencies.length > 0);
  return new Map(
    entries.map(([id, dependencies]) => {
      const implied = impliedBy(needsOf(id), dependencies, needsOf, depths);
      const parents = byId.get(id)?.downRevisions ?? [];
      return [id, dependencies.filter((need) => !implied.has(need) && !parents.includes(need))];
    }),
  );
}

function depthsOf(
  ids: readonly string[],
  needsOf: (id: string) => readonly string[],
): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const id of topological(ids, needsOf)) {
    depths.set(
      id,
      needsOf(id).reduce((deepest, need) => Math.max(deepest, (depths.get(need) ?? 0) + 1), 0),
    );
  }
  return depths;
}

// The strict ancestors of `needs`, no deeper than the search can use: an ancestor is always less deep than what needs it,
// so nothing below the shallowest dependency is looked at, and recent dependencies of a long history cost little.
function impliedBy(
  needs: readonly string[],
  dependencies: readonly string[],
  needsOf: (id: string) => readonly string[],
  depths: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const shallowest = dependencies.reduce((least, id) => Math.min(least, depths.get(id) ?? 0), Infinity);
  const implied = new Set(needs.flatMap(needsOf));
  for (const id of implied) {
    if ((depths.get(id) ?? 0) <= shallowest) continue;
    for (const need of needsOf(id)) implied.add(need);
  }
  return implied;
}
