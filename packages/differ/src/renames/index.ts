export { likeliest, type RenameCandidate, renameCandidates } from "./candidates.ts";
export { type AsItStands, asItStands } from "./asItStands.ts";
export { type Decided, decideRenames, type Questioner, type RenameQuestion } from "./decide.ts";
export { type Reworded, withoutReworded, withReworded, withViewsAnew } from "./reworded.ts";
export { withRenames } from "./together.ts";
export { meantBy, readRename, refuseUnmeant, type SaidRename } from "./named.ts";
export { leadingRenames } from "./leadingRenames.ts";
export { type Rename, renamedPath, renamePath } from "./rename.ts";
export { kindInWords, newWords, renameText, renameWords } from "./renameWords.ts";
