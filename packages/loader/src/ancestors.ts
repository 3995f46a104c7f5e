import { dirname } from "node:path";

/** The folder itself, its parent, and so on to the root. */
export function ancestors(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
