/** Where in a text a position is. */
export interface TextPlace {
  /** Counted from 1. */
  readonly line: number;
  /** Counted in characters from 1. */
  readonly column: number;
}

/** Longer lines are cut to a window around the caret. */
const WIDTH = 120;

/** Line and column of the server's position, which counts characters (not UTF-16 units) from 1. */
export function textPlace(text: string, position: number): TextPlace {
  const lines = Array.from(text)
    .slice(0, position - 1)
    .join("")
    .split("\n");
  return { line: lines.length, column: Array.from(lines.at(-1) ?? "").length + 1 };
}

/** The line of a statement that the server points at, with the lines before and after it and a caret below the place. */
export function excerpt(text: string, position: number): string {
  const { line, column } = textPlace(text, position);
  const lines = text.split("\n").map((each) => each.replace(/\r$/, ""));
  const from = Math.max(0, column - 1 - WIDTH / 2);
  const window = (each: string | undefined): string[] =>
    each === undefined
      ? []
      : [
          Array.from(each)
            .slice(from, from + WIDTH)
            .join(""),
        ];
  const pad = window(lines[line - 1])
    .map((each) =>
      Array.from(each)
        .slice(0, column - 1 - from)
        .join(""),
    )
    .join("")
    // A tab stays a tab, so that the caret stands below its character.
    .replace(/[^\t]/gu, " ");
  return [
    ...window(line > 1 ? lines[line - 2] : undefined),
    ...window(lines[line - 1]),
    `${pad}^`,
    ...window(lines[line]),
  ].join("\n");
}
