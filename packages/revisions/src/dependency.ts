import { ambiguousDependency, missingDependency } from "./fault.ts";
import type { RevisionHeader } from "./header.ts";
import { idsWithPrefix } from "./prefix.ts";
import type { NeedsOf } from "./topological.ts";

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
 * Leaves out dependencies that are ancestors already through a parent or through another dependency: they hold nothing
 * back, and a version row for them would say twice what another row says.
 */
export function essentialDependencies(
  header: RevisionHeader,
  dependencies: readonly string[],
  needsOf: NeedsOf,
  depths: ReadonlyMap<string, number>,
): readonly string[] {
  const open = dependencies.filter((id) => !header.downRevisions.includes(id));
  if (open.length === 0) return open;
  const implied = impliedBy(needsOf(header.revision), open, needsOf, depths);
  return open.filter((id) => !implied.has(id));
}

// The strict ancestors of `needs`, no deeper than the search can use: an ancestor is always less deep than what needs it,
// so nothing below the shallowest dependency is looked at, and recent dependencies of a long history cost little.
function impliedBy(
  needs: readonly string[],
  dependencies: readonly string[],
  needsOf: NeedsOf,
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
