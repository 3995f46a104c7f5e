import { type QualifiedName, type Routine, sameName } from "@limbeck/model";

import { type Piece, rewrite } from "../table/pieces.ts";
import { isNamed, plainName } from "../table/nameLike.ts";
import { selectedIn, withoutNeedlessNames } from "../table/selected.ts";
import { sourcesIn } from "../table/sources.ts";

/** A column that takes another name. */
export interface RenamedColumn {
  readonly table: QualifiedName;
  readonly from: string;
  readonly to: string;
}

/**
 * A function after a column took another name, as far as the server has parsed its body: it prints the new one then, and the old one as the name of the
 * result. Where that is not sure, as with a column that stands there alone, all stays as it was said.
 */
export function followColumnInBody(routine: Routine, column: RenamedColumn): Routine {
  const { standardBody } = routine;
  if (standardBody === undefined) return routine;
  const meanings = new Set<Meaning>();
  const followed = rewrite(standardBody, (piece) => {
    if (!isNamed(piece.text, column.from)) return undefined;
    const meant = meaning(piece, column);
    meanings.add(meant);
    return meant === "column" ? written(piece, column) : undefined;
  });
  return meanings.has("unsure")
    ? routine
    : { ...routine, standardBody: withoutNeedlessNames(followed, column.to) };
}

/** Whether a piece of the column's old name is that column, something else, or nobody knows. */
type Meaning = "column" | "other" | "unsure";

function meaning({ before, after, all }: Piece, { table }: RenamedColumn): Meaning {
  const [first, owner, further] = before;
  if (/^as$/i.test(first) || first === "::" || after[0] === "(") return "other";
  if (first !== "." || further === ".") return "unsure";
  const found = sourcesIn(all).filter(({ alias }) => isNamed(owner, alias));
  if (found.length === 0) return "unsure";
  const own = found.filter(({ name }) => sameName(name, table));
  if (own.length === 0) return "other";
  return own.length === found.length ? "column" : "unsure";
}

function written({ all, at }: Piece, { from, to }: RenamedColumn): string {
  const name = plainName(to);
  return selectedIn(all).has(at) ? `${name} AS ${plainName(from)}` : name;
}
