import { type Column, type Default, sameValue, spelling, type SqlText } from "@limbeck/model";
import {
  bareExpression,
  type Change,
  collatedType,
  type ColumnChanges,
  collationName,
  countsOnSqlite,
  quoteSqliteLiteral,
} from "@limbeck/operations";

type Compare = (before: Column, after: Column) => ColumnChanges;

const sameSaid: Compare = () => ({});

/** One comparison for each field of a column but its name. Settings, comments and sequences are PostgreSQL's. */
const COMPARE = {
  type: (before, after) => (typeKey(before) === typeKey(after) ? {} : typeChange(before, after)),
  collation: (before, after) =>
    collationKey(before) === collationKey(after) ? {} : typeChange(before, after),
  nullable: (before, after) =>
    before.nullable === after.nullable ? {} : { nullable: { from: before.nullable, to: after.nullable } },
  notNullOnConflict: (before, after) =>
    before.notNullOnConflict === after.notNullOnConflict
      ? {}
      : { notNullOnConflict: optional(before.notNullOnConflict, after.notNullOnConflict) },
  notNullName: (before, after) =>
    isCalledAlike(before, after) ? {} : { notNullName: optional(before.notNullName, after.notNullName) },
  notNullNotValid: sameSaid,
  notNullNoInherit: sameSaid,
  default: (before, after) =>
    defaultKey(before.default) === defaultKey(after.default)
      ? {}
      : { default: optional(saidDefault(before), saidDefault(after)) },
  generated: (before, after) =>
    sameValue(before.generated, after.generated)
      ? {}
      : { generated: optional(before.generated, after.generated) },
  identity: sameSaid,
  storage: sameSaid,
  compression: sameSaid,
  statistics: sameSaid,
  options: sameSaid,
  comment: sameSaid,
} satisfies Record<Exclude<keyof Column, "name">, Compare>;

/** What differs between two columns of one name; nothing where SQLite keeps the same. */
export function columnChanges(before: Column, after: Column): ColumnChanges {
  return Object.values<Compare>(COMPARE).reduce(
    (all, compare) => ({ ...all, ...compare(before, after) }),
    {},
  );
}

/** Of two that are NOT NULL, one that has no name asks for none; with the NOT NULL its name comes and goes. */
function isCalledAlike(before: Column, after: Column): boolean {
  const [name, other] = [before.notNullName, after.notNullName];
  const isKept = !before.nullable && !after.nullable;
  return name === other || (isKept && (name === undefined || other === undefined));
}

/** The column with what means the same in the words of the start. */
export function inWordsOf(before: Column, after: Column): Column {
  const { default: value, ...rest } = after;
  const held = defaultKey(before.default) === defaultKey(value) ? before.default : value;
  const { type } = typeKey(before) === typeKey(after) ? before : after;
  return { ...rest, type, ...(held === undefined ? {} : { default: held }) };
}

function typeChange(before: Column, after: Column): ColumnChanges {
  return { type: { from: declared(before), to: declared(after) } };
}

function declared(column: Column): SqlText {
  return collatedType(countsOnSqlite(column) ? { ...column, type: { written: "INTEGER" } } : column);
}

function optional<T>(from: T | undefined, to: T | undefined): Change<T | null> {
  return { from: from ?? null, to: to ?? null };
}

/** Declared types are the same by text, whatever their case and spaces. */
function typeKey(column: Column): string {
  if (countsOnSqlite(column)) return "integer";
  return spelling(column.type)
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/ ?([(),]) ?/g, "$1")
    .trim();
}

function collationKey({ collation = "BINARY" }: Column): string {
  return collationName(collation).toUpperCase();
}

function saidDefault({ default: value }: Column): Default | undefined {
  return value?.kind === "serial" ? undefined : value;
}

/** A default as SQLite would keep it: `true` is 1, and `(1)` is too. A default that is NULL is none. */
function defaultKey(value: Default | undefined): string | undefined {
  if (value === undefined || value.kind === "serial") return undefined;
  // What is a value on one side may be a text on the other: 1.5 and `1.50`.
  const said =
    value.canonical ?? (value.kind === "literal" ? quoteSqliteLiteral(value.value) : spelling(value));
  const text = bareExpression(said);
  const word = text.toUpperCase();
  return word in WORDS ? WORDS[word] : text;
}

const WORDS: Readonly<Record<string, string | undefined>> = {
  NULL: undefined,
  TRUE: "1",
  FALSE: "0",
  CURRENT_TIMESTAMP: "CURRENT_TIMESTAMP",
  CURRENT_DATE: "CURRENT_DATE",
  CURRENT_TIME: "CURRENT_TIME",
};
