import { type BranchPoint, type RevisionInfo } from "../actions/history.ts";
import { type Output } from "./output.ts";

// The shapes of these lines are those that Alembic prints: people and scripts know them.

/** `1975ea83b712 -> 27c6a30d7c24 (shop) (head), add carts`; what it depends on stands in brackets before the arrow. */
export function historyLine(info: RevisionInfo): string {
  const depends = info.dependsOn.length === 0 ? "" : ` (${info.dependsOn.join(", ")})`;
  return `${parentsOf(info)}${depends} -> ${markedRevision(info)}, ${title(info)}`;
}

/** `27c6a30d7c24 (shop) (head)`: where a line ends, it is no matter how it came there. */
export function headLine(info: RevisionInfo): string {
  return [info.revision, ...branchMark(info), ...headMarks(info)].join(" ");
}

/** `27c6a30d7c24 (shop) (head) (mergepoint)` */
export function markedRevision(info: RevisionInfo): string {
  return [headLine(info), ...treeMarks(info)].join(" ");
}

/** `27c6a30d7c24 (head) (mergepoint)`: where a database is; on which branches that is, Alembic does not say here. */
export function currentLine(info: RevisionInfo): string {
  return markedRevision({ ...info, branches: [] });
}

/** A branch point, and under it an arrow to each of its children. */
export function branchLines(point: BranchPoint, verbose: boolean): readonly string[] {
  const indent = " ".repeat(point.revision.length);
  const next = point.next.map((child) => {
    const line = `${indent} -> ${markedRevision(child)}`;
    return verbose ? `${line}, ${title(child)}` : line;
  });
  return [...(verbose ? verboseLines(point) : [markedRevision(point)]), ...next, ""];
}

/** The long form of `-v`. */
export function verboseLines(info: RevisionInfo): readonly string[] {
  const { revision, mergePoint, dependsOn, branchPoint, children, branches, file, created, message } = info;
  const { current = false, replaces = [] } = info;
  const marks = [
    ...headMarks({ ...info, current: false }),
    ...treeMarks(info),
    ...(current ? ["(current)"] : []),
  ];
  return [
    `Rev: ${[revision, ...marks].join(" ")}`,
    `${mergePoint ? "Merges" : "Parent"}: ${parentsOf(info)}`,
    ...(dependsOn.length === 0 ? [] : [`Also depends on: ${dependsOn.join(", ")}`]),
    ...(replaces.length === 0 ? [] : [`Replaces: ${replaces.join(", ")}`]),
    ...(branchPoint ? [`Branches into: ${children.join(", ")}`] : []),
    ...(branches.length === 0 ? [] : [`Branch names: ${branches.join(", ")}`]),
    ...(file === undefined ? [] : [`Path: ${file}`]),
    ...(created === undefined ? [] : [`Created: ${created}`]),
    "",
    ...message.split("\n").map((line) => `    ${line}`.trimEnd()),
    "",
  ];
}

/** A row of the database that is in no listing. */
export function unknownLine({ paint }: Pick<Output, "paint">, row: string): string {
  return `  ${paint.yellow("unknown")}   no revision file has ${row}`;
}

/** The first line of a message. */
export function title({ message }: RevisionInfo): string {
  return message.split("\n", 1)[0] ?? "";
}

function parentsOf({ downRevisions }: RevisionInfo): string {
  return downRevisions.length === 0 ? "<base>" : downRevisions.join(", ");
}

function branchMark({ branches }: RevisionInfo): readonly string[] {
  return branches.length === 0 ? [] : [`(${branches.join(", ")})`];
}

/** A head that another revision depends on is one by parents only: what follows it applies it too. */
function headMarks({ head, dependents, current = false }: RevisionInfo): readonly string[] {
  const mark = dependents.length === 0 ? "(head)" : "(effective head)";
  return [...(head ? [mark] : []), ...(current ? ["(current)"] : [])];
}

function treeMarks({ branchPoint, mergePoint }: RevisionInfo): readonly string[] {
  return [...(branchPoint ? ["(branchpoint)"] : []), ...(mergePoint ? ["(mergepoint)"] : [])];
}
