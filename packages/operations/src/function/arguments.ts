import { routineType } from "@limbeck/model";

import { unquote } from "../sql/type.ts";
import { isName } from "../table/pieces.ts";

/** What a call hands in at one place, in pieces. */
export type Argument = readonly string[];

/** The type of a column, by its name and what stands in front of it; undefined where that is not known. */
export type ColumnTypes = (column: string, owner: string | undefined) => string | undefined;

/** What stands in the first brackets of pieces, divided by the commas. */
export function handedIn(pieces: readonly string[]): readonly Argument[] {
  const open = pieces.indexOf("(");
  const inside = pieces.slice(open + 1, closing(pieces, open));
  return inside.length === 0 || inside.join("") === "*" ? [] : divided(inside);
}

/** Where a bracket closes that opens at a place. */
function closing(pieces: readonly string[], open: number): number {
  let depth = 0;
  const at = pieces.findIndex((piece, place) => {
    if (place >= open) depth += DEPTH.get(piece) ?? 0;
    return place > open && depth === 0;
  });
  return at < 0 ? pieces.length : at;
}

const DEPTH: ReadonlyMap<string, number> = new Map([
  ["(", 1],
  ["[", 1],
  [")", -1],
  ["]", -1],
]);

function divided(pieces: readonly string[]): readonly Argument[] {
  const all: string[][] = [[]];
  let depth = 0;
  for (const piece of pieces) {
    depth += DEPTH.get(piece) ?? 0;
    if (depth === 0 && piece === ",") all.push([]);
    else all.at(-1)?.push(piece);
  }
  return all;
}

/**
 * The type of an argument, where its text tells: the server prints each cast of an argument, those too that nobody wrote
 * (get_func_expr in ruleutils.c), so that a column stands there alone where it has the very type.
 */
export function typeOfArgument(argument: Argument, columns: ColumnTypes): string | undefined {
  const parts = partsOf(withoutBrackets(argument));
  const sign = parts.findIndex(([first = ""]) => SIGNS.has(first));
  if (sign <= 0) return typeOfPrimary(parts, columns);
  const behind = parts.slice(sign).findIndex(([first = ""]) => !SIGNS.has(first));
  const [left, right] = [parts.slice(0, sign), parts.slice(sign + behind)].map((side) =>
    typeOfArgument(side.flat(), columns),
  );
  return left === right && STAYS.has(left ?? "") ? left : undefined;
}

/** The signs, `||` in two pieces, that make of two values of one such type another one. */
const SIGNS: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "|"]);
const STAYS: ReadonlySet<string> = new Set(["integer", "bigint", "numeric", "text"]);

/** What has no sign in it. */
function typeOfPrimary(parts: readonly Argument[], columns: ColumnTypes): string | undefined {
  const kinds = parts.map(kindOf).join("");
  if (CAST.test(kinds)) return plainType(parts.slice(kinds.lastIndexOf("c") + 1).flat());
  if (/^d+$/.test(kinds)) return "integer";
  if (!/^n(?:\.n)?$/.test(kinds)) return undefined;
  const [last = "", , owner] = parts.flat().reverse();
  if (/^(?:true|false)$/i.test(last)) return "boolean";
  return columns(unquote(last), owner === undefined ? undefined : unquote(owner));
}

/** A name, a call, a literal, a number or brackets, and its casts. */
const CAST = /^(?:n(?:\.n)*b?|l|b|d+)(?:c[n.bi]+)+$/;

function withoutBrackets(pieces: readonly string[]): readonly string[] {
  const isWhole = pieces[0] === "(" && closing(pieces, 0) === pieces.length - 1;
  return isWhole ? withoutBrackets(pieces.slice(1, -1)) : pieces;
}

/** The pieces with what stands in brackets as one. */
function partsOf(pieces: readonly string[]): readonly Argument[] {
  const parts: Argument[] = [];
  for (let at = 0; at < pieces.length; at += parts.at(-1)?.length ?? 1) {
    const opens = (DEPTH.get(pieces[at] ?? "") ?? 0) > 0;
    parts.push(pieces.slice(at, opens ? closing(pieces, at) + 1 : at + 1));
  }
  return parts;
}

/** One letter for a name, literal, digit, point, cast, index or brackets. */
function kindOf([first = ""]: readonly string[]): string {
  const said = KINDS[first];
  if (said !== undefined) return said;
  if (first.startsWith("'")) return "l";
  if (/^\d/.test(first)) return "d";
  return isName(first) ? "n" : "?";
}

const KINDS: Readonly<Partial<Record<string, string>>> = { "::": "c", ".": ".", "(": "b", "[": "i" };

/** A type as a text that is equal for equal types, without arguments of its own. */
export function plainType(pieces: readonly string[]): string {
  const text = pieces
    .join(" ")
    .replaceAll(/\([^)]*\)/g, " ")
    .replaceAll(/\s*([.[\]])\s*/g, "$1")
    .replaceAll(/\s+/g, " ")
    .trim();
  const { written, canonical = written ?? "" } = routineType(text);
  return canonical.replaceAll(/\s/g, "");
}
