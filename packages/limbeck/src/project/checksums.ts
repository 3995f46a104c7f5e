import { bodyChecksum, changedLine } from "@limbeck/emitter";
import { type ReadChecksum } from "@limbeck/runtime";

import { type Revisions } from "./revisions.ts";

/** Reads the checksums of revisions as text; runs none. Imported ones have none: what a bundler makes of them is another text. */
export function checksumsOf({ graph, files, imported }: Revisions): ReadChecksum {
  if (imported) return () => Promise.resolve({});
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return (revision) => {
    const file = graph.headers.get(revision)?.file ?? "";
    const text = texts.get(file) ?? "";
    return Promise.resolve({
      checksum: bodyChecksum(text),
      file,
      changedLine: (applied) => changedLine(text, applied),
    });
  };
}
