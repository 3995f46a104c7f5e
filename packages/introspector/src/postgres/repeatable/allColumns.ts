import { afterGroup, type Token, tokenize } from "../trivial/tokens.ts";
import { outside } from "./change.ts";
import { type RowFunction } from "./rowFunction.ts";

/** The table or view whose rows a routine gives, as the server prints its name, and what its columns are called, quoted where need be. */
export interface RowsOf {
  readonly relation: string;
  readonly columns: readonly string[];
}

/** A sub-select with the `RowsOf` of the routine `p`, if its body is in standard SQL. */
export const ROWS_OF = `(SELECT json_build_object('relation', r.oid::regclass::text,
        'columns', (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
          WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped))
      FROM pg_type y JOIN pg_class r ON r.oid = y.typrelid
      WHERE y.oid = p.prorettype AND r.relkind <> 'c' AND p.prosqlbody IS NOT NULL)`;

/**
 * The body of a routine with `t.*` for what it gives, where the server prints all columns of `t` in its place: they count places, and where the
 * table has its columns in another order each would come to be another column of the result.
 */
export function withAllColumns(body: string, rows: RowsOf | null, functions: readonly RowFunction[]): string {
  if (rows === null) return body;
  const tokens = tokenize(body);
  const names = functions.filter(({ columns }) => columns.join() === rows.columns.join());
  const aliases = new Set([
    ...aliasesOf(tokens, tokenize(rows.relation).map(textOf)),
    ...names.flatMap(({ name }) => calledAs(tokens, name)),
  ]);
  const lists = listsGiven(tokens).map((at) => listAt(tokens, at, rows.columns));
  const all = lists.flatMap((list) => (list !== undefined && aliases.has(list.alias) ? [list] : []));
  if (all.length < lists.length) return body;
  return all.reduceRight(
    (text, { start, end, alias }) => `${text.slice(0, start)}${alias}.*${text.slice(end)}`,
    body,
  );
}

const textOf = ({ text }: Token): string => text;

/** What a relation is called where it stands in the text; nothing where something else may have its name too. */
function aliasesOf(tokens: readonly Token[], relation: readonly string[]): ReadonlySet<string> {
  const name = relation.at(-1) ?? "";
  const places = tokens.flatMap((_, at) => (standsAt(tokens, at, relation) ? [at + relation.length] : []));
  const aliases = new Set(places.map((at) => aliasAt(tokens, at) ?? name));
  const known = new Set([...aliases, ...relation.slice(0, 1)]);
  const isTaken = tokens.some(
    ({ text }, at) => text === name && (namesAnother(tokens, at) || standsElsewhere(tokens, at, known)),
  );
  return isTaken ? new Set() : aliases;
}

/** In front of a table: a column that is called like it stands behind others, or has a point behind it. */
const READ: ReadonlySet<string> = new Set(["FROM", "JOIN", "ONLY", "INTO", "UPDATE", "USING", ",", "("]);

function standsAt(tokens: readonly Token[], at: number, relation: readonly string[]): boolean {
  const end = at + relation.length;
  return (
    relation.every((text, index) => tokens[at + index]?.text === text) &&
    READ.has(tokens[at - 1]?.text ?? "") &&
    tokens[end]?.text !== "."
  );
}

/** A table of the same name in another schema: `FROM s.t`, where `s` is nothing that has columns here. */
function standsElsewhere(tokens: readonly Token[], at: number, known: ReadonlySet<string>): boolean {
  const [before, point, place] = [
    tokens[at - 3]?.text ?? "",
    tokens[at - 1]?.text,
    tokens[at - 2]?.text ?? "",
  ];
  return point === "." && READ.has(before) && !known.has(place);
}

/** A query of a WITH, or an alias of what the token before it ends. */
function namesAnother(tokens: readonly Token[], at: number): boolean {
  const [before, next, behind] = [tokens[at - 1], tokens[at + 1]?.text, tokens[at + 2]?.text ?? ""];
  if (next === ".") return false;
  const isQuery = next === "AS" && ["(", "MATERIALIZED", "NOT"].includes(behind);
  return isQuery || isName(before) || [")", "AS", "WITH", "RECURSIVE"].includes(before?.text ?? "");
}

/** What the rows of a function are called; `withoutPlaces` has taken the columns away. */
function calledAs(tokens: readonly Token[], name: string): readonly string[] {
  return tokens.flatMap(({ text }, at) => {
    if (text !== name || tokens[at + 1]?.text !== "(") return [];
    return aliasAt(tokens, afterGroup(tokens, at + 1)) ?? [];
  });
}

function aliasAt(tokens: readonly Token[], at: number): string | undefined {
  const [word, next] = [tokens[at], tokens[at + 1]];
  if (word?.text === "AS") return next?.text;
  return isName(word) ? word?.text : undefined;
}

/** The server quotes names that are keywords, and writes those in capitals. */
function isName(token: Token | undefined): boolean {
  return token?.kind === "quoted" || (token?.kind === "word" && !/^[A-Z]+$/.test(token.text));
}

/** Where the lists of what the last statement gives begin: of RETURNING, or of each SELECT that is not part of another. */
function listsGiven(tokens: readonly Token[]): readonly number[] {
  const [from, to] = lastStatement(tokens);
  const places = outside(tokens, from, to);
  const returning = places.find((at) => tokens[at]?.text === "RETURNING");
  if (returning !== undefined) return [returning + 1];
  const verb = places.map((at) => tokens[at]?.text ?? "").find((text) => VERBS.has(text));
  return verb === undefined || verb === "SELECT" ? selects(tokens, from, to) : [];
}

const VERBS: ReadonlySet<string> = new Set(["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"]);

function lastStatement(tokens: readonly Token[]): readonly [number, number] {
  const ends = tokens.flatMap(({ text }, at) => (text === ";" ? [at] : []));
  return [(ends.at(-2) ?? 1) + 1, ends.at(-1) ?? 0];
}

function selects(tokens: readonly Token[], from: number, to: number): readonly number[] {
  return outside(tokens, from, to).flatMap((at) => {
    if (tokens[at]?.text === "SELECT") return [afterDistinct(tokens, at + 1)];
    const isPart =
      tokens[at]?.text === "(" && (at === from || SET_OPERATIONS.has(tokens[at - 1]?.text ?? ""));
    return isPart ? selects(tokens, at + 1, afterGroup(tokens, at) - 1) : [];
  });
}

const SET_OPERATIONS: ReadonlySet<string> = new Set(["UNION", "INTERSECT", "EXCEPT", "ALL"]);

function afterDistinct(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text !== "DISTINCT") return at;
  return tokens[at + 1]?.text === "ON" ? afterGroup(tokens, at + 2) : at + 1;
}

/** From where to where a list goes, if it is all columns of one thing, and what that is called. */
function listAt(tokens: readonly Token[], at: number, columns: readonly string[]) {
  const alias = tokens[at]?.text;
  const wanted = columns.map((column) => `${alias}.${column}`).join(",");
  const end = at + 4 * columns.length - 1;
  const [first, last, next] = [tokens[at], tokens[end - 1], tokens[end]?.text];
  if (alias === undefined || first === undefined || last === undefined) return undefined;
  const isAll = tokens.slice(at, end).map(textOf).join("") === wanted && (next === "FROM" || next === ";");
  return isAll ? { alias, start: first.start, end: last.end } : undefined;
}
