import { type SqlText } from "@limbeck/model";

import { plainName } from "./nameLike.ts";

/** Where an item of a list behind SELECT begins, between two brackets; absent where there is no such list. */
interface Level {
  item?: number | undefined;
}

/** The places of the columns, with nothing but their source in front, that lists behind SELECT are made of: each names a result. */
export function selectedIn(pieces: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  const levels: Level[] = [{}];
  pieces.forEach((piece, at) => {
    const level = levels.at(-1) ?? {};
    if (level.item !== undefined && ENDS_ITEM.test(piece)) {
      if (at - level.item === 3 && pieces[at - 2] === ".") found.add(at - 1);
      level.item = piece === "," ? at + 1 : undefined;
    }
    if (begins(level, piece, at)) level.item = at + 1;
    if (piece === "(") levels.push({});
    if (piece === ")" && levels.length > 1) levels.pop();
  });
  return found;
}

function begins({ item }: Level, piece: string, at: number): boolean {
  return /^select$/i.test(piece) || (item === at && /^(?:distinct|all)$/i.test(piece));
}

const ENDS_ITEM =
  /^(?:,|;|\)|from|where|group|having|window|order|limit|offset|fetch|union|intersect|except)$/i;

/** A text in which no result is named that is called like its column anyway. */
export function withoutNeedlessNames({ written, canonical }: SqlText, column: string): SqlText {
  const name = plainName(column);
  const needless = `.${name} AS ${name}`;
  const plain = (text: string): string =>
    text
      .split(needless)
      .reduce((all, part) => `${all}${/^[\w$"]/.test(part) ? needless : `.${name}`}${part}`);
  return {
    ...(written === undefined ? {} : { written: plain(written) }),
    ...(canonical === undefined ? {} : { canonical: plain(canonical) }),
  };
}
