import { type RevisionInfo } from "../actions/history.ts";
import { edgesOf } from "./edges.ts";
import { markedRevision, title } from "./history.ts";

/** The revisions as a Graphviz graph, the newest on top; a dashed arrow leads from what a revision depends on. */
export function dotLines(infos: readonly RevisionInfo[]): readonly string[] {
  const { parents, dependencies } = edgesOf(infos);
  return [
    "digraph revisions {",
    "  rankdir=BT;",
    "  node [shape=box];",
    ...infos.map(
      (info) =>
        `  ${quoted(info.revision)} [label=${quoted(text(markedRevision(info)), text(title(info)))}];`,
    ),
    ...parents.map(([from, to]) => `  ${quoted(from)} -> ${quoted(to)};`),
    ...dependencies.map(([from, to]) => `  ${quoted(from)} -> ${quoted(to)} [style=dashed];`),
    "}",
  ];
}

/** Graphviz reads entities in labels: `&amp;` of a message is to be seen as it was written. */
function text(words: string): string {
  return words.replaceAll("&", "&amp;");
}

/** Lines in quotes. A backslash begins an escape in a label, so it is doubled. */
function quoted(...lines: readonly string[]): string {
  return `"${lines.map((line) => line.replace(/[\\"]/g, "\\$&")).join("\\n")}"`;
}
