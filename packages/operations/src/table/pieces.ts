import { type SqlText } from "@limbeck/model";

/** A piece of an expression, with the pieces on both sides of it, spaces passed over. */
export interface Piece {
  readonly text: string;
  readonly before: readonly [string, string, string, string];
  readonly after: readonly [string, string, string];
  /** What the innermost bracket around it belongs to, as the name of a function. */
  readonly within: string;
  /** All pieces of the text, and its place among them. */
  readonly all: readonly string[];
  readonly at: number;
}

const PIECES = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*|::|\s+|./gsu;

/** A text with some of its pieces in other words; undefined leaves a piece as it is. */
export function rewrite(text: SqlText, write: (piece: Piece) => string | undefined): SqlText {
  return {
    ...(text.written === undefined ? {} : { written: rewriteText(text.written, write) }),
    ...(text.canonical === undefined ? {} : { canonical: rewriteText(text.canonical, write) }),
  };
}

function rewriteText(text: string, write: (piece: Piece) => string | undefined): string {
  const pieces = text.match(PIECES) ?? [];
  const solid = pieces.flatMap((piece, at) => (piece.trim() === "" ? [] : [at]));
  const all = solid.map((at) => pieces[at] ?? "");
  const written = [...pieces];
  const around: string[] = [];
  solid.forEach((at, position) => {
    const piece = (offset: number): string => all[position + offset] ?? "";
    if (piece(-1) === "(") around.push(piece(-2));
    if (piece(0) === ")") around.pop();
    const before = [piece(-1), piece(-2), piece(-3), piece(-4)] as const;
    const after = [piece(1), piece(2), piece(3)] as const;
    const answer = write({ text: piece(0), before, after, within: around.at(-1) ?? "", all, at: position });
    if (answer !== undefined) written[at] = answer;
  });
  return written.join("");
}

/** Whether a piece is a name, quoted or not. */
export const isName = (text: string): boolean => /^["\p{L}_]/u.test(text);
