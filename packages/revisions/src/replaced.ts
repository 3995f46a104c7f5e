import { replacedTwice, replacesItself } from "./fault.ts";
import type { RevisionHeader } from "./header.ts";

/** Which revision stands for one that it replaces, directly or by way of others that are replaced themselves. */
export type Replaced = ReadonlyMap<string, string>;

/** Reads what replaces what. Errors: `replaced-twice`, `replaces-itself`. */
export function replacedIn(headers: readonly RevisionHeader[]): Replaced {
  const direct = directlyReplaced(headers);
  const stands = (id: string): string => {
    const seen = new Set<string>();
    let at = id;
    for (let by = direct.get(at); by !== undefined; by = direct.get(at)) {
      if (seen.size === seen.add(at).size) throw replacesItself(by);
      at = by.revision;
    }
    return at;
  };
  return new Map([...direct.keys()].map((id) => [id, stands(id)]));
}

function directlyReplaced(headers: readonly RevisionHeader[]): ReadonlyMap<string, RevisionHeader> {
  const direct = new Map<string, RevisionHeader>();
  for (const header of headers) {
    for (const id of header.replaces ?? []) {
      const other = direct.get(id);
      direct.set(id, other === undefined ? header : outer(id, other, header));
    }
  }
  return direct;
}

/** Of two revisions that replace a third, the one that replaces the other too. */
function outer(id: string, one: RevisionHeader, other: RevisionHeader): RevisionHeader {
  if (other.replaces?.includes(one.revision) === true) return other;
  if (one.replaces?.includes(other.revision) === true) return one;
  throw replacedTwice(id, [one, other]);
}

/** The headers that are left, saying what stands for a revision wherever they say the revision. */
export function withoutReplaced(
  headers: readonly RevisionHeader[],
  replaced: Replaced,
): readonly RevisionHeader[] {
  if (replaced.size === 0) return headers;
  const named = (ids: readonly string[]): readonly string[] => [
    ...new Set(ids.map((id) => replaced.get(id) ?? id)),
  ];
  return headers
    .filter(({ revision }) => !replaced.has(revision))
    .map((header) => ({
      ...header,
      downRevisions: named(header.downRevisions),
      dependsOn: named(header.dependsOn),
    }));
}

/** Whether a revision is the newest of those that the other one replaces: a database that is there has all of them. */
export function isEndOf(headers: ReadonlyMap<string, RevisionHeader>, id: string, by: string): boolean {
  const last = headers.get(by)?.replaces?.at(-1);
  return last !== undefined && (last === id || isEndOf(headers, id, last));
}
