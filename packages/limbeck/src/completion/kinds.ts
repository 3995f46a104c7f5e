/** What may stand in a place of the command line. */
export type Kind = "revision" | "side" | "range" | "path" | "free";

/** By what the help calls it, between the brackets: `<revision>` is a revision wherever it stands. */
const KINDS: Readonly<Record<string, Kind>> = {
  revision: "revision",
  revisions: "revision",
  from: "side",
  to: "side",
  "a:b": "range",
  dir: "path",
  file: "path",
  folder: "path",
  path: "path",
};

/** `free`: nothing can be proposed for what only the person knows. */
export function kindOf(placeholder: string): Kind {
  return KINDS[placeholder.replace(/\.\.\.$/, "").toLowerCase()] ?? "free";
}
