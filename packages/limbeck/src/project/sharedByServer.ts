import { relative } from "node:path";

import { scratchShared } from "../compareErrors.ts";
import { type Project } from "./project.ts";
import { type Revisions } from "./revisions.ts";

/** What belongs to all databases of a server. */
export const SHARED =
  /\b(?:create|alter|drop)\s+(?:role|user(?!\s+mapping)|group|database|tablespace)\b|\balter\s+system\b|\.(?:create|alter|drop)Role\(/i;

/** A database of its own is no shelter for what it shares with those of the user. */
export function refuseShared({ root }: Project, { files }: Pick<Revisions, "files">): void {
  const found = files.filter(({ text }) => SHARED.test(text)).map(({ path }) => relative(root, path));
  if (found.length > 0) throw scratchShared(found);
}

/** What a comment speaks of is no extension. */
export function uncommented({ files }: Revisions): Pick<Revisions, "files"> {
  const lines = /^\s*(?:\/\/|\*|\/\*|--).*$/gm;
  return { files: files.map((file) => ({ ...file, text: file.text.replace(lines, "") })) };
}
