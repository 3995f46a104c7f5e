import type { RevisionHeader } from "./header.ts";

/** A header in its place: every reference resolved to full ids, and both directions of every edge. */
export interface Revision extends RevisionHeader {
  /** Place among the headers as they were handed in; every order that the edges leave open follows it. */
  readonly position: number;
  /** The dependencies, less those that an ancestor by parents has already. */
  readonly dependencies: readonly string[];
  /** The longest way down to a revision that needs nothing, in steps; always more than the depth of what it needs. */
  readonly depth: number;
  /** What must be applied before: parents, then dependencies. */
  readonly needs: readonly string[];
  /** The revisions that name this one as a parent. */
  readonly children: readonly string[];
  /** The revisions that cannot be applied without this one: children, then dependents. */
  readonly neededBy: readonly string[];
}
