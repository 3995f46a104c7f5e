import { afterGroup, type Token } from "../trivial/tokens.ts";
import { type Change, outside, textOf } from "./change.ts";

/**
 * What keeps the columns without a name that a list of results has, where it begins at this token. A result that the server casts by itself has
 * none: `EXISTS (SELECT NULL)` becomes `(EXISTS ( SELECT NULL::text))`. Read, a cast gives its type's name (FigureColname in parse_target.c), and
 * that is then shown. A literal needs no cast to become a text, but would not be what a cast says behind ORDER BY; `"?column?"` is what having no
 * name is called.
 */
export function unnamedAt(tokens: readonly Token[], at: number): readonly Change[] {
  if (!beginsResults(tokens, at)) return [];
  const bare = !isSorted(tokens, at);
  return results(tokens, behindDistinct(tokens, at + 1)).flatMap(([from, to]) =>
    unnamed(tokens, from, to, bare),
  );
}

function isSorted(tokens: readonly Token[], at: number): boolean {
  const texts = outside(tokens, at, tokens.length).map((place) => tokens[place]?.text ?? "");
  const end = texts.findIndex((text) => text === ")" || text === ";");
  return texts.slice(0, end === -1 ? undefined : end).some((text) => SORTING.has(text));
}

const SORTING: ReadonlySet<string> = new Set(["DISTINCT", "GROUP", "ORDER"]);

/** A sub-select, or what a statement of a body gives back; `RETURNING` in brackets may be that of `JSON_VALUE`. */
function beginsResults(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.text === "SELECT") return true;
  return token?.text === "RETURNING" && outside(tokens, 0, at + 1).includes(at);
}

function behindDistinct(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text !== "DISTINCT") return at;
  return tokens[at + 1]?.text === "ON" ? afterGroup(tokens, at + 2) : at + 1;
}

/** From where to where each of the results goes. */
function results(tokens: readonly Token[], from: number): readonly (readonly [number, number])[] {
  const places = outside(tokens, from, tokens.length);
  const end = places.find((at) => endsResults(tokens, at)) ?? tokens.length;
  const commas = places.filter((at) => at < end && tokens[at]?.text === ",");
  return [...commas, end].map((to, index) => [index === 0 ? from : (commas[index - 1] ?? 0) + 1, to]);
}

function endsResults(tokens: readonly Token[], at: number): boolean {
  const { text = "" } = tokens[at] ?? {};
  return END.has(text) && !(text === "GROUP" && tokens[at - 1]?.text === "WITHIN");
}

const END: ReadonlySet<string> = new Set(
  "FROM WHERE GROUP HAVING WINDOW UNION INTERSECT EXCEPT ORDER LIMIT OFFSET FETCH FOR ON RETURNING ; )".split(
    " ",
  ),
);

function unnamed(tokens: readonly Token[], from: number, to: number, bare: boolean): readonly Change[] {
  const [literal, last] = [tokens[from], tokens[to - 1]];
  const cast = castOf(tokens, from, to);
  if (cast === undefined || literal === undefined || last === undefined) return [];
  const isLiteral = cast === from + 1 && (literal.kind === "string" || literal.text === "NULL");
  if (bare && isLiteral && textOf(tokens, cast, to) === "::text")
    return [{ start: literal.end, end: last.end, put: "" }];
  return [{ start: last.end, end: last.end, put: ' AS "?column?"' }];
}

/** The cast that names what stands between two tokens; a collation around it leaves the name to it. */
function castOf(tokens: readonly Token[], from: number, to: number): number | undefined {
  const places = outside(tokens, from, to);
  if (places.length === 1 && tokens[from]?.text === "(") {
    const collate = outside(tokens, from + 1, to - 1).find((at) => tokens[at]?.text === "COLLATE");
    return collate === undefined ? undefined : castOf(tokens, from + 1, collate);
  }
  if (places.some((at) => tokens[at]?.text === "AS")) return undefined;
  return places.findLast((at) => tokens[at]?.text === "::");
}
