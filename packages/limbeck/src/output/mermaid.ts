import { type RevisionInfo } from "../actions/history.ts";
import { edgesOf } from "./edges.ts";
import { markedRevision, title } from "./history.ts";

/** The revisions as a Mermaid flowchart, the newest on top; a dotted arrow leads from what a revision depends on. */
export function mermaidLines(infos: readonly RevisionInfo[]): readonly string[] {
  const { parents, dependencies } = edgesOf(infos);
  return [
    "flowchart BT",
    ...infos.map(
      (info) => `  ${name(info.revision)}["${text(markedRevision(info))}<br/>${text(title(info))}"]`,
    ),
    ...parents.map(([from, to]) => `  ${name(from)} --> ${name(to)}`),
    ...dependencies.map(([from, to]) => `  ${name(from)} -.-> ${name(to)}`),
  ];
}

/** Mermaid takes some words and signs in names for its own; the letter before keeps the first from being one. */
function name(id: string): string {
  return `r${id.replace(/[^A-Za-z0-9]/gu, (sign) => `_${(sign.codePointAt(0) ?? 0).toString(16)}_`)}`;
}

/** Whatever could mean something to Mermaid is written as its number, even inside the quotes: `%%{`, `style x:`, `#35;`, `<`. */
function text(words: string): string {
  return words.replace(/[^\p{L}\p{M}\p{N} .,()_/+-]/gu, (sign) => `#${sign.codePointAt(0) ?? 32};`);
}
