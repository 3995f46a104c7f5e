import { foundName, type QualifiedName, spelling, type SqlText, withoutDefault } from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";
import { unquote } from "./type.ts";

/** One identifier, quoted or not, for use in a regular expression. */
export const IDENTIFIER = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)`;
const NAMES = new RegExp(String.raw`(?:(${IDENTIFIER})\s*\.\s*)?(${IDENTIFIER})(\s*\()?`, "gu");

/** A name in a text, unquoted. */
export interface NameInText {
  readonly schema?: string;
  readonly name: string;
  readonly called: boolean;
  /** Stands behind a dot, as a column does, or a function that takes the row in front. */
  readonly attribute: boolean;
  /** Stands where the grammar has a table, as far as the word before it tells. */
  readonly read: boolean;
}

/** What stands in front of a bracket without being called; a function of such a name is called in quotes. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "all and any array as between by case cast check coalesce distinct else except exists from having in intersect into is join " +
    "lateral like limit not offset on only or over partition primary references returning row select some then union unique using " +
    "values when where with"
  ).split(" "),
);

/** Joins stand in brackets, where the server prints them (get_from_clause_item in PostgreSQL's ruleutils.c) and elsewhere. */
const BEFORE_TABLE = /(?:\b(?:from|join|into|update|only|using|table)[ (]+|,[ (]*)$/i;

/**
 * The words of a text that may be names; those inside of literals too, which does no harm. A quote in a literal or a comment opens no name;
 * but where these begin cannot always be seen, as behind an apostrophe in a comment, so that all readings count.
 */
export function namesIn(text: string): readonly NameInText[] {
  const plain = text.replaceAll(LITERAL, (literal) => literal.replaceAll('"', " "));
  const readings = [text, plain, text.replaceAll(COMMENT, " ")].map((one) => one.replaceAll(/\s+/g, " "));
  return [...new Set(readings)].flatMap(wordsOf);
}

export const LITERAL = /'(?:[^']|'')*'/g;

/** To the end of the line, and between the two signs. */
export const COMMENT = /--.*|\/\*[^]*?\*\//g;

function wordsOf(text: string): readonly NameInText[] {
  return [...text.matchAll(NAMES)].map(({ index, 1: schema, 2: name = "", 3: bracket }) => ({
    ...(schema === undefined ? {} : { schema: unquote(schema) }),
    name: unquote(name),
    called: bracket !== undefined && !RESERVED.has(name.toLowerCase()),
    attribute: schema !== undefined || text[index - 1] === ".",
    read: BEFORE_TABLE.test(text.slice(Math.max(0, index - 20), index)),
  }));
}

/** Whether a text may group rows, by a primary key perhaps: then it stands on that (check_functional_grouping in parse_agg.c). */
export function groupsRows(text: string): boolean {
  return /\bgroup\s+by\b/i.test(text);
}

const BEHIND_BRACKET = new RegExp(String.raw`(?<=[)\]]\s*)(?:\.\s*${IDENTIFIER}\s*)+`, "gu");

/** The attributes that a text reads of values in brackets or under an index, as in `(t.a).street`: each may be a column of a table. */
export function attributesRead(text: string): readonly Ref[] {
  const paths = [...text.matchAll(BEHIND_BRACKET)].map(([path]) => path);
  const names = paths.flatMap((path) => path.match(new RegExp(IDENTIFIER, "gu")) ?? []).map(unquote);
  return names.flatMap((name) => [ref.attribute(name), ref.ofRow(name)]);
}

/** The functions of a name, those that come and those that go. */
export const callsOf = (name: QualifiedName): readonly Ref[] => [ref.call(name), ref.oldCall(name)];

/** The names of the functions that an expression calls. */
export function calledNames(text: SqlText): readonly QualifiedName[] {
  return namesIn(spelling(text))
    .filter(({ called }) => called)
    .map(withoutDefault);
}

/** A function that something names, as it names itself; none where that is the server's own, which has no schema. */
export function calledOwn(name: QualifiedName): readonly QualifiedName[] {
  const isOwn = name.schema !== undefined || foundName("routine", name).schema === undefined;
  return isOwn ? [withoutDefault(name)] : [];
}

/** That the functions which an expression calls are IMMUTABLE. */
export function immutableRefs(text: SqlText): readonly Ref[] {
  return calledNames(text).map(ref.immutable);
}

/** The functions that an expression calls. */
export function callRefs(text: SqlText): readonly Ref[] {
  return calledNames(text).flatMap(callsOf);
}
