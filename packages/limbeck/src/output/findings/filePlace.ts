import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

import { type FilePlace } from "./finding.ts";

/** The folder that a report names files from: that of the repository, else the current one. */
export function reportRoot(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    // A worktree has a file of that name.
    if (existsSync(join(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return cwd;
  }
}

export function filePlace(root: string, file: string, line?: number): FilePlace {
  const shown = relative(root, file).split(sep).join("/");
  return line === undefined ? { file: shown } : { file: shown, line };
}

/** Looks up by text where a name stands in quotes: in which of the files, at which line. What no file names belongs to the first file. */
export function quotedIn(files: readonly string[], root: string): (name: string) => FilePlace | undefined {
  const texts = files.map((file) => ({ file, lines: readFileSync(file, "utf8").split(/\r?\n/) }));
  return (name) => {
    const quoted = [`"${name}"`, `'${name}'`, `\`${name}\``];
    for (const { file, lines } of texts) {
      const at = lines.findIndex((line) => quoted.some((text) => line.includes(text)));
      if (at >= 0) return filePlace(root, file, at + 1);
    }
    const [first] = files;
    return first === undefined ? undefined : filePlace(root, first);
  };
}
