export { likeliest, type RenameCandidate, renameCandidates } from "./candidates.ts";
export { type Decided, decideRenames, type Questioner, type RenameQuestion } from "./decide.ts";
export { withRenames } from "./together.ts";
export { meantBy, readRename, refuseUnmeant, type SaidRename } from "./named.ts";
export {
  isRename,
  leadingRenames,
  type Rename,
  newWords,
  renamedPath,
  renamePath,
  renameText,
  kindInWords,
  renameWords,
} from "./rename.ts";
