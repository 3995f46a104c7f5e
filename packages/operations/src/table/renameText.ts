import { type QualifiedName, sameName, type SqlText } from "@limbeck/model";

import { quoteIdentifier } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { unquote } from "../sql/type.ts";
import { isNamed, nameLike, plainName } from "./nameLike.ts";
import { isName, type Piece, rewrite } from "./pieces.ts";
import { selectedIn, withoutNeedlessNames } from "./selected.ts";
import { type Source, sourcesIn } from "./sources.ts";

/**
 * An expression after a column that it may read was renamed, as the server prints it then. Names of functions, types and
 * collations are not columns, whatever they are called.
 */
export function renameColumnInText(
  text: SqlText,
  table: string,
  from: string,
  to: string,
  spelled: Spelled = quoted,
): SqlText {
  const isColumn = columnIn(table, from);
  return rewrite(text, (piece) => (isColumn(piece) ? spelled(piece.text, to) : undefined));
}

/** How a new name is written in the place of an old one. */
export type Spelled = (old: string, to: string) => string;

/** As SQLite does it where the statement has the new name in quotes (renameEditSql in alter.c). */
const quoted: Spelled = (_, to) => quoteIdentifier(to);

/** Whether an expression over a table reads one of its columns. What is only called like it does not count. */
export function readsColumn(text: SqlText, table: string, column: string): boolean {
  const isColumn = columnIn(table, column);
  let reads = false;
  rewrite(text, (piece) => {
    reads ||= isColumn(piece);
    return undefined;
  });
  return reads;
}

function columnIn(table: string, column: string): (piece: Piece) => boolean {
  return (piece) => {
    const { text: name, before } = piece;
    const [point, owner] = before;
    const ofOther = point === "." && !(isName(owner) && unquote(owner) === table);
    if (ofOther || isNoColumn(piece) || KEYWORDS.has(name.toLowerCase())) return false;
    return isName(name) && unquote(name) === column;
  };
}

/** What a column of that name is called in quotes only, in both dialects; and what PostgreSQL calls the user and the like, in its own spelling. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "all and as case check collate constraint create current_catalog current_date current_role current_schema current_time current_timestamp " +
    "current_user default distinct else end exists false from group having in into is isnull join limit not notnull null on or order primary " +
    "references select session_user table then to true union unique using when where"
  ).split(" "),
);

function isNoColumn({ before: [before], after: [after], within }: Piece): boolean {
  if (before === "::" || /^(?:collate|as)$/i.test(before)) return true;
  if (/^extract$/i.test(within) && /^from$/i.test(after)) return true;
  // What stands in front of a literal is its type, as in B'01'.
  return after === "(" || after === "." || after.startsWith("'");
}

/**
 * An expression after a table was renamed that its columns are called by, as in the sub-selects of policies. A schema of that name may stand
 * in front of a type, a collation or a function.
 */
export function renameTableInText(text: SqlText, from: string, to: string): SqlText {
  return rewrite(text, ({ text: name, before: [before], after: [after, , behind] }) => {
    const isSchema = before === "::" || /^collate$/i.test(before) || behind === "(";
    const owns = after === "." && before !== "." && !isSchema;
    return owns && isName(name) && unquote(name) === from ? plainName(to) : undefined;
  });
}

/** An expression after a table was renamed or moved that a sub-select in it reads, as in policies. */
export function renameSourceInText(text: SqlText, from: QualifiedName, to: QualifiedName): SqlText {
  const schema = to.schema === undefined ? "" : `${plainName(to.schema)}.`;
  const sources = sourcesNamed(from);
  const named = rewrite(text, ({ all, at }) => {
    if (sources(all).some((source) => source.at === at)) return `${schema}${plainName(to.name)}`;
    // What follows of `schema.table`.
    const isRest = sources(all).some((source) => at > source.at && at <= source.at + lengthOf(all, source));
    return isRest ? "" : undefined;
  });
  const reads = named.written !== text.written || named.canonical !== text.canonical;
  return reads ? renameTableInText(named, from.name, to.name) : text;
}

/** How many pieces a name has behind its first one. */
function lengthOf(all: readonly string[], { at }: Source): number {
  return all[at + 1] === "." ? 2 : 0;
}

/** The sources of a text that are one table, found once for each text. */
function sourcesNamed(name: QualifiedName): (all: readonly string[]) => readonly Source[] {
  const found = new Map<readonly string[], readonly Source[]>();
  return (all) => {
    const known = found.get(all) ?? sourcesIn(all).filter((source) => sameName(source.name, name));
    found.set(all, known);
    return known;
  };
}

/**
 * An expression after a column was renamed of a table that a sub-select in it reads, where the server says the source of each column. The result of a
 * sub-select keeps its name.
 */
export function renameColumnOfSource(text: SqlText, table: QualifiedName, from: string, to: string): SqlText {
  const sources = sourcesNamed(table);
  const renamed = rewrite(
    text,
    ({ text: name, before: [point, owner, further], after: [after], all, at }) => {
      if (point !== "." || further === "." || after === "(" || !isNamed(name, from)) return undefined;
      if (!sources(all).some(({ alias }) => isNamed(owner, alias))) return undefined;
      return selectedIn(all).has(at) ? `${plainName(to)} AS ${plainName(from)}` : plainName(to);
    },
  );
  return withoutNeedlessNames(renamed, to);
}

/** An expression after a type was renamed to which it casts. */
export function renameTypeInText(text: SqlText, type: QualifiedName, to: string): SqlText {
  return rewrite(text, (piece) => (castsTo(piece, type) ? nameLike(piece.text, to) : undefined));
}

function castsTo(
  { text, before: [before, schema, cast], after: [after] }: Piece,
  type: QualifiedName,
): boolean {
  if (!isName(text) || unquote(text) !== type.name) return false;
  return type.schema === undefined
    ? // What a point follows is the schema of a type.
      before === "::" && after !== "."
    : before === "." && unquote(schema) === type.schema && cast === "::";
}

/** An expression after a type was moved to another namespace. */
export function moveTypeInText(text: SqlText, type: QualifiedName, { schema }: QualifiedName): SqlText {
  return rewrite(text, (piece) => {
    const into = schema === undefined ? "" : nameLike(piece.text, schema);
    if (type.schema === undefined)
      return castsTo(piece, type) && into !== "" ? `${into}.${piece.text}` : undefined;
    if (isSchemaOf(piece, type)) return into;
    return schema === undefined && isPointOf(piece, type) ? "" : undefined;
  });
}

/** The schema in `::schema.type`, and the point behind it. */
function isSchemaOf({ text, before: [cast], after: [point, name] }: Piece, type: QualifiedName): boolean {
  return cast === "::" && point === "." && unquote(text) === type.schema && unquote(name) === type.name;
}

function isPointOf({ text, before: [schema, cast], after: [name] }: Piece, type: QualifiedName): boolean {
  return text === "." && cast === "::" && unquote(schema) === type.schema && unquote(name) === type.name;
}

/** An expression after a value of an enum type was renamed that it casts to that type. */
export function renameValueInText(text: SqlText, type: QualifiedName, from: string, to: string): SqlText {
  const name =
    type.schema === undefined ? [plainName(type.name)] : [plainName(type.schema), ".", plainName(type.name)];
  return rewrite(text, (piece) => {
    const [cast, first] = piece.after;
    if (cast !== "::" || unquote(first) !== unquote(name[0] ?? "")) return undefined;
    if (piece.text === printed(from)) return printed(to);
    const list = /^'\{(.*)\}'$/s.exec(piece.text)?.[1];
    if (list === undefined || !list.split(",").includes(from)) return undefined;
    const values = list.split(",").map((value) => (value === from ? to : value));
    return printed(`{${values.join(",")}}`);
  });
}

/** An expression after an attribute of a composite type was renamed, as in `(home).street`; its owner is no longer told there. */
export function renameAttributeInText(text: SqlText, from: string, to: string): SqlText {
  return rewrite(text, ({ text: name, before: [point, bracket] }) =>
    point === "." && bracket === ")" && isName(name) && unquote(name) === from
      ? nameLike(name, to)
      : undefined,
  );
}

/** A text as the server prints it in an expression, where a backslash is itself. */
function printed(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An expression after a sequence was renamed that it names, as in `nextval('numbers'::regclass)`. */
export function renameSequenceInText(text: SqlText, sequence: QualifiedName, to: QualifiedName): SqlText {
  const own = spellings(sequence);
  return rewrite(text, (piece) => {
    const old = piece.text.slice(1, -1).replaceAll("''", "'");
    if (!piece.text.startsWith("'") || !own.includes(old) || !namesSequence(piece)) return undefined;
    // An author may have quoted what the server would not.
    const quoted = old.endsWith('"') && plainName(sequence.name) === sequence.name;
    const write = quoted ? quoteIdentifier : plainName;
    return quoteString(`${to.schema === undefined ? "" : `${write(to.schema)}.`}${write(to.name)}`);
  });
}

/** Whether a literal is the name of a sequence, and not just a text that reads the same. */
function namesSequence({ before: [bracket, call], after: [cast, type] }: Piece): boolean {
  if (cast === "::") return /^regclass$/i.test(type);
  return bracket === "(" && /^(?:nextval|currval|setval)$/i.test(call);
}

function spellings({ schema, name }: QualifiedName): readonly string[] {
  const names = [plainName(name), quoteIdentifier(name)];
  const schemas =
    schema === undefined ? ["", "public."] : [`${plainName(schema)}.`, `${quoteIdentifier(schema)}.`];
  return schemas.flatMap((first) => names.map((last) => `${first}${last}`));
}
