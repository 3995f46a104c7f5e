import { type Rename, type RenameKind, renamePath } from "./rename.ts";

/** A rename as `--rename` and `renames` of the configuration say it: `tasks.title:name`. */
export function renameText(rename: Rename): string {
  return `${renamePath(rename).map(part).join(".")}:${newWords(rename).map(part).join(".")}`;
}

const part = (name: string): string => (/^[^\s".:]+$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

/** The new name as people say it, with its schema where that is another one. */
export function newWords(rename: Rename): readonly string[] {
  return "into" in rename ? [rename.into, rename.to] : [rename.to];
}

/** A rename in words: `column tasks.title to name`. */
export function renameWords(rename: Rename): string {
  return `${kindInWords(rename)} ${renamePath(rename).join(".")} to ${newWords(rename).join(".")}`;
}

/** A kind as people call it. */
export function kindInWords({ kind }: Rename): string {
  const words: Partial<Record<RenameKind, string>> = {
    value: "enum value",
    composite: "composite type",
    range: "range type",
    materializedView: "materialized view",
  };
  return words[kind] ?? kind;
}
