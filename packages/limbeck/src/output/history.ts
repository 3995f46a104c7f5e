import { type RevisionInfo } from "../actions/history.ts";

/** `1975ea83b712 -> 27c6a30d7c24 (head), add users`: the line shape that Alembic's users know. */
export function historyLine(info: RevisionInfo): string {
  const from = info.downRevisions.length === 0 ? "<base>" : info.downRevisions.join(", ");
  return `${from} -> ${headLine(info)}, ${info.message}`;
}

/** `27c6a30d7c24 (shoppingcart) (head)` */
export function headLine({ revision, branchLabels, head, branchPoint, mergePoint }: RevisionInfo): string {
  const marks = [
    ...(branchLabels.length === 0 ? [] : [`(${branchLabels.join(", ")})`]),
    ...(head ? ["(head)"] : []),
    ...(branchPoint ? ["(branchpoint)"] : []),
    ...(mergePoint ? ["(mergepoint)"] : []),
  ];
  return [revision, ...marks].join(" ");
}

/** The long form of `-v`. */
export function verboseLines(info: RevisionInfo): readonly string[] {
  return [
    `Rev: ${headLine(info)}`,
    ...(info.downRevisions.length > 1
      ? [`Merges: ${info.downRevisions.join(", ")}`]
      : [`Parent: ${info.downRevisions[0] ?? "<base>"}`]),
    ...(info.dependsOn.length === 0 ? [] : [`Depends on: ${info.dependsOn.join(", ")}`]),
    ...(info.file === undefined ? [] : [`Path: ${info.file}`]),
    ...(info.created === undefined ? [] : [`Created: ${info.created}`]),
    "",
    `    ${info.message}`,
    "",
  ];
}
