import { type QualifiedName, type SqlText } from "@limbeck/model";

import { type Piece, rewrite } from "../table/pieces.ts";
import { isNamed, nameLike } from "../table/nameLike.ts";
import { type Argument, handedIn } from "./arguments.ts";

/**
 * An expression after a function was renamed or moved that it calls. `isMeant` says whether what stands in brackets is for that, where others
 * share its name.
 */
export function renameCallInText(
  text: SqlText,
  from: QualifiedName,
  to: QualifiedName,
  isMeant: (args: readonly Argument[]) => boolean = () => true,
): SqlText {
  const { schema, name } = to;
  return rewrite(text, (piece) => {
    const part = partOfCall(piece, from);
    if (part === undefined || !isMeant(handedIn(piece.all.slice(piece.at + 1)))) return undefined;
    if (part === "schema") return schema === undefined ? "" : nameLike(piece.text, schema);
    if (part === ".") return schema === undefined ? "" : ".";
    const alone = piece.before[0] !== "." && schema !== undefined;
    return `${alone ? `${nameLike(piece.text, schema)}.` : ""}${nameLike(piece.text, name)}`;
  });
}

/** What a piece is of a call by a name, with its schema or without it where that is the default one. */
function partOfCall(piece: Piece, { schema, name }: QualifiedName): "schema" | "." | "name" | undefined {
  const { text, before, after } = piece;
  const calls = (first: string, point: string, second: string, bracket: string): boolean =>
    point === "." && bracket === "(" && isNamed(first, schema ?? "public") && isNamed(second, name);
  if (calls(text, after[0], after[1], after[2])) return "schema";
  if (calls(before[0], text, after[0], after[1])) return ".";
  if (calls(before[1], before[0], text, after[0])) return "name";
  const isPlain = schema === undefined && before[0] !== "." && after[0] === "(";
  return isPlain && isNamed(text, name) ? "name" : undefined;
}
