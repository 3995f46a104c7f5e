import { type RevisionHeader } from "../../packages/revisions/src/index.ts";
import { idOf } from "./revisionText.ts";

/** One line. */
export function line(count: number): readonly RevisionHeader[] {
  return Array.from({ length: count }, (_, number) => header(number, number === 0 ? [] : [number - 1]));
}

/** As a team works: of ten revisions, two begin a branch beside the line, which is merged six later. One in fifty depends on another. */
export function branches(count: number): readonly RevisionHeader[] {
  return Array.from({ length: count }, (_, number) => {
    const start = number - (number % 10);
    return header(number, parents(number % 10, start), number % 50 === 49 ? [start - 5] : []);
  });
}

/** Two branches beside the line of ten: 1-3-6, 2-4-7, 0-5-8, and 9 merges them. */
function parents(place: number, start: number): readonly number[] {
  if (place === 9) return [start + 6, start + 7, start + 8];
  const back = PARENTS[place];
  if (back !== undefined) return [start + back];
  return start === 0 ? [] : [start - 1];
}

const PARENTS: Readonly<Record<number, number>> = { 1: 0, 2: 0, 3: 1, 4: 2, 5: 0, 6: 3, 7: 4, 8: 5 };

function header(number: number, down: readonly number[], needs: readonly number[] = []): RevisionHeader {
  return {
    revision: idOf(number),
    downRevisions: down.map(idOf),
    branchLabels: [],
    dependsOn: needs.filter((one) => one >= 0).map(idOf),
    message: `change number ${number}`,
    file: `${number}.ts`,
  };
}
