import { type Questioner } from "@limbeck/differ";

/** Somebody who says yes to whatever is likely to be a rename. */
export const likelyRename: Questioner = ({ candidates }) =>
  Promise.resolve(candidates.map(({ rename }) => rename));
