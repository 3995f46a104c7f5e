import { textUnreadable } from "../../errors.ts";
import { deferrable, onConflict, references } from "./clause.ts";
import { type Cursor } from "./cursor.ts";
import {
  type ColumnDefinition,
  type ConstraintDefinition,
  type DefaultDefinition,
  type KeyPart,
} from "./definition.ts";
import { isWord, type Token } from "./tokens.ts";

/** What a column says of itself, and its constraints, which are those of the table. */
export interface ParsedColumn {
  readonly column: ColumnDefinition;
  readonly constraints: readonly ConstraintDefinition[];
}

/** The words that end a type. GENERATED and ALWAYS may be words of one, which SQLite takes off its end (addColumn in build.c). */
const AFTER_TYPE: ReadonlySet<string> = new Set(
  "AS CHECK COLLATE CONSTRAINT DEFAULT DEFERRABLE NOT NULL PRIMARY REFERENCES UNIQUE".split(" "),
);

export function columnDefinition(cursor: Cursor): ParsedColumn {
  const name = cursor.name();
  const type = typeOf(cursor);
  const parsed: Parsed = { column: { name, type }, constraints: [], constraint: undefined };
  let state = parsed;
  for (let more = clause(cursor, state); more !== undefined; more = clause(cursor, state)) state = more;
  return { column: state.column, constraints: state.constraints };
}

function typeOf(cursor: Cursor): string {
  const start = cursor.peek()?.start ?? 0;
  let end = start;
  for (let token = cursor.peek(); isOfType(cursor, token); token = cursor.peek()) end = cursor.next().end;
  if (end > start && cursor.peek()?.text === "(") {
    cursor.parenthesised();
    end = cursor.peek(-1)?.end ?? end;
  }
  return cursor.source.slice(start, end);
}

function isOfType(cursor: Cursor, token: Token | undefined): boolean {
  if (token === undefined || cursor.isAt("GENERATED", "ALWAYS", "AS")) return false;
  return token.kind === "word"
    ? !AFTER_TYPE.has(token.text.toUpperCase())
    : token.kind === "quoted" || token.kind === "string";
}

interface Parsed extends ParsedColumn {
  /** The name behind CONSTRAINT, which the next constraint has. */
  readonly constraint: string | undefined;
}

type Clause = (cursor: Cursor, parsed: Parsed) => Parsed;

/** The clauses of a column by the words that they begin with. (column-constraint in SQLite's lang_createtable.html.) */
const CLAUSES: readonly (readonly [readonly string[], Clause])[] = [
  [["CONSTRAINT"], (cursor, parsed) => ({ ...parsed, constraint: cursor.name() })],
  [["PRIMARY", "KEY"], primaryKey],
  [
    ["NOT", "NULL"],
    (cursor, parsed) => says(parsed, { notNull: { ...named(parsed), ...onConflict(cursor) } }),
  ],
  [
    ["NULL"],
    (cursor, parsed) => {
      onConflict(cursor);
      return parsed;
    },
  ],
  [
    ["UNIQUE"],
    (cursor, parsed) => constrains(parsed, { kind: "unique", parts: [own(parsed)], ...onConflict(cursor) }),
  ],
  [["CHECK"], (cursor, parsed) => constrains(parsed, { kind: "check", expression: cursor.parenthesised() })],
  [["DEFAULT"], (cursor, parsed) => says(parsed, { default: defaultOf(cursor) })],
  [["COLLATE"], (cursor, parsed) => says(parsed, { collation: cursor.name() })],
  [
    ["REFERENCES"],
    (cursor, parsed) =>
      constrains(parsed, { kind: "foreignKey", columns: [parsed.column.name], ...references(cursor) }),
  ],
  [["GENERATED", "ALWAYS", "AS"], generated],
  [["AS"], generated],
];

/** The next clause, taken into what is known; undefined where the column ends. */
function clause(cursor: Cursor, parsed: Parsed): Parsed | undefined {
  const late = cursor.isAt("DEFERRABLE") || cursor.isAt("NOT", "DEFERRABLE");
  if (late) return deferredLate(cursor, parsed);
  const found = CLAUSES.find(([words]) => cursor.takes(...words));
  return found?.[1](cursor, parsed);
}

/** A clause of its own in SQLite's grammar: it speaks of the last foreign key, also with something between. */
function deferredLate(cursor: Cursor, parsed: Parsed): Parsed {
  const said = deferrable(cursor);
  const last = parsed.constraints.findLastIndex(({ kind }) => kind === "foreignKey");
  const constraints = parsed.constraints.map((one, at) => (at === last ? { ...one, ...said } : one));
  return { ...parsed, constraints };
}

function says(parsed: Parsed, more: Partial<ColumnDefinition>): Parsed {
  return { ...parsed, column: { ...parsed.column, ...more }, constraint: undefined };
}

function constrains(parsed: Parsed, constraint: ConstraintDefinition): Parsed {
  return {
    ...parsed,
    constraints: [...parsed.constraints, { ...constraint, ...named(parsed) }],
    constraint: undefined,
  };
}

function named({ constraint }: Parsed): { readonly name?: string } {
  return constraint === undefined ? {} : { name: constraint };
}

function own({ column }: Parsed): KeyPart {
  return { column: column.name, descending: false };
}

function primaryKey(cursor: Cursor, parsed: Parsed): Parsed {
  const descending = cursor.takes("DESC");
  if (!descending) cursor.takes("ASC");
  const conflict = onConflict(cursor);
  const autoincrement = cursor.takes("AUTOINCREMENT");
  const parts = [{ ...own(parsed), descending }];
  return constrains(parsed, { kind: "primaryKey", parts, autoincrement, ofColumn: true, ...conflict });
}

function generated(cursor: Cursor, parsed: Parsed): Parsed {
  const expression = cursor.parenthesised();
  const stored = cursor.takes("STORED");
  if (!stored) cursor.takes("VIRTUAL");
  return says(parsed, { generated: { expression, stored } });
}

function defaultOf(cursor: Cursor): DefaultDefinition {
  if (cursor.peek()?.text === "(") return { tokens: cursor.parenthesised(), parenthesised: true };
  const first = cursor.next();
  const signed = first.text === "-" || first.text === "+";
  if (first.kind === "operator" && !signed) throw textUnreadable("a default", first);
  return { tokens: signed ? [first, cursor.next()] : [first], parenthesised: false };
}

/** Whether a constraint of the table, and no further column, comes next. */
export function isTableConstraint(token: Token | undefined): boolean {
  return ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].some((word) => isWord(token, word));
}
