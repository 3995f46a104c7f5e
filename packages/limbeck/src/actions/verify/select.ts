import { type Graph, history, parseRange } from "@limbeck/revisions";

import { type Project } from "../../project/project.ts";
import { show } from "../history.ts";

export interface Selection {
  /** A symbol or a range `A:B`, both ends included; absent: the heads. */
  readonly revision?: string | undefined;
  /** All revisions that lead to the one that is named, from base. */
  readonly all?: boolean | undefined;
}

/** The ids that are meant. The database is asked only where a symbol counts from there. Errors: those of symbols. */
export async function selected(
  project: Project,
  graph: Graph,
  { revision, all = false }: Selection,
): Promise<ReadonlySet<string>> {
  const range = revision === undefined ? undefined : parseRange(revision);
  if (range !== undefined) return new Set(history({ graph }, range));
  const named = (await show(project, revision ?? "heads", "verify")).map((info) => info.revision);
  if (!all) return new Set(named);
  return named.length === 0 ? new Set() : new Set(named.flatMap((upper) => history({ graph }, { upper })));
}
