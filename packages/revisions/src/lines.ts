import type { Waiting } from "./order.ts";

/** A place in the list of lines that are being walked down. Its number never changes; smaller ones stand first. */
export interface Line {
  readonly number: number;
  at: Waiting;
  before: Line | undefined;
  after: Line | undefined;
}

/** The lines that are being walked down, as a list. */
export interface Lines {
  first(): Line | undefined;
  firstDeeperThan(depth: number): Line | undefined;
  /**
   * Takes a line from a revision that is done to the first of those it needs where no line stands yet, and opens lines at
   * the others. Answers with the line to go on with: the same, or its neighbour if the line has ended.
   */
  descend(line: Line): Line | undefined;
}

export function openLines(starts: readonly Waiting[]): Lines {
  let first: Line | undefined;
  let last: Line | undefined;

  const open = (at: Waiting): void => {
    const line: Line = { number: (last?.number ?? 0) + 1, at, before: last, after: undefined };
    if (last === undefined) first = line;
    else last.after = line;
    last = line;
    at.line = line;
  };
  const close = (line: Line): Line | undefined => {
    if (line.before === undefined) first = line.after;
    else line.before.after = line.after;
    if (line.after === undefined) last = line.before;
    else line.after.before = line.before;
    return line.before ?? first;
  };
  starts.forEach(open);

  return {
    first: () => first,
    firstDeeperThan: (depth) => {
      let line = first;
      while (line !== undefined && line.at.depth <= depth) line = line.after;
      return line;
    },
    descend: (line) => {
      const [down, ...others] = line.at.needs.filter((need) => need.line === undefined);
      line.at.line = undefined;
      if (down === undefined) return close(line);
      line.at = down;
      down.line = line;
      others.forEach(open);
      return line;
    },
  };
}
