import { type RevisionInfo } from "../actions/history.ts";

/** From an older revision to a newer one. */
export type Edge = readonly [from: string, to: string];

/** The edges between revisions that are listed, in the order of the listing. */
export function edgesOf(infos: readonly RevisionInfo[]): {
  readonly parents: readonly Edge[];
  readonly dependencies: readonly Edge[];
} {
  const listed = new Set(infos.map(({ revision }) => revision));
  const edges = (of: (info: RevisionInfo) => readonly string[]): readonly Edge[] =>
    infos.flatMap((info) =>
      of(info).flatMap((from) => (listed.has(from) ? [[from, info.revision] as const] : [])),
    );
  return { parents: edges((info) => info.downRevisions), dependencies: edges((info) => info.dependencies) };
}
