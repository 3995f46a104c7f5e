import { type QualifiedName } from "@limbeck/model";

import { unquote } from "../sql/type.ts";
import { isName } from "./pieces.ts";

/** A table or view that a text reads rows of. */
export interface Source {
  /** The place of its first piece. */
  readonly at: number;
  readonly name: QualifiedName;
  /** What its columns are called by. */
  readonly alias: string;
}

/** What holds between two brackets. */
interface Level {
  /** What the brackets belong to, as the name of a function. */
  readonly of: string;
  /** Whether the clause of FROM goes on here. */
  from: boolean;
  /** Whether a source comes next. */
  next: boolean;
}

/** The sources behind FROM, JOIN and the commas between them, brackets around joins passed over. */
export function sourcesIn(pieces: readonly string[]): readonly Source[] {
  const levels: Level[] = [{ of: "", from: false, next: false }];
  return pieces.flatMap((piece, at) => {
    const level = levels.at(-1);
    if (level === undefined) return [];
    if (level.next && isName(piece) && !BEFORE_SOURCE.test(piece) && !ENDS.test(piece)) {
      level.next = false;
      return sourceAt(pieces, at);
    }
    if (piece === "(") levels.push({ of: pieces[at - 1] ?? "", from: level.next, next: level.next });
    if (piece === ")" && levels.length > 1) levels.pop();
    else turn(level, piece, pieces[at - 1] ?? "");
    return [];
  });
}

function turn(level: Level, piece: string, before: string): void {
  const isFrom = /^from$/i.test(piece) && !HAS_FROM.test(level.of) && !/^distinct$/i.test(before);
  const opens = isFrom || /^join$/i.test(piece);
  if (opens) level.from = true;
  if (ENDS.test(piece)) level.from = false;
  const goesOn = level.from && (piece === "," || BEFORE_SOURCE.test(piece));
  level.next = opens || goesOn;
}

function sourceAt(pieces: readonly string[], at: number): readonly Source[] {
  const length = pieces[at + 1] === "." ? 3 : 1;
  const [name = "", , schema] = pieces
    .slice(at, at + length)
    .map(unquote)
    .reverse();
  const behind = pieces.slice(at + length, at + length + 2);
  // A function gives rows, and so is no table.
  if (behind[0] === "(" || behind[0] === ".") return [];
  const own = schema === undefined || schema === "public" ? { name } : { schema, name };
  return [{ at, name: own, alias: aliasIn(behind) ?? name }];
}

function aliasIn([first = "", second = ""]: readonly string[]): string | undefined {
  const alias = /^as$/i.test(first) ? second : first;
  return isName(alias) && !BEHIND_SOURCE.test(alias) && !ENDS.test(alias) ? unquote(alias) : undefined;
}

/** Functions between whose arguments a FROM stands (PostgreSQL manual, 9.4 and 9.9), as it does in IS DISTINCT FROM. */
const HAS_FROM = /^(?:trim|substring|overlay|position|extract)$/i;

const BEFORE_SOURCE = /^(?:only|lateral)$/i;

const BEHIND_SOURCE = /^(?:join|inner|left|right|full|cross|natural|on|using|tablesample)$/i;

const ENDS =
  /^(?:select|where|group|having|window|order|limit|offset|fetch|for|union|intersect|except|returning|set|values)$/i;
