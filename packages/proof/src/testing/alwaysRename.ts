import { type Questioner, type Rename, renamedPath, renamePath } from "@limbeck/differ";

/** Somebody who takes whatever goes and comes for a rename, likely or not. */
export const alwaysRename: Questioner = ({ possible }) => {
  const taken = new Set<string>();
  const renames = possible
    .map(({ rename }) => rename)
    .filter((rename) => {
      const ends = endsOf(rename);
      if (ends.some((end) => taken.has(end))) return false;
      for (const end of ends) taken.add(end);
      return true;
    });
  return Promise.resolve(renames);
};

function endsOf(rename: Rename): readonly string[] {
  return [
    ["old", ...renamePath(rename)],
    ["new", ...renamedPath(rename)],
  ].map((end) => end.join(" "));
}
