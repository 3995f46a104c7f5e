import { type Table } from "@limbeck/model";
import { quoteIdentifier } from "@limbeck/operations";
import { nameOfToken } from "../trivial/identifier.ts";
import { partOf } from "../trivial/part.ts";
import { qualifications } from "../trivial/qualification.ts";
import { tokenize } from "../trivial/tokens.ts";
import { mentionedColumns } from "./match.ts";
import { type Pair } from "./pair.ts";

/** SQL that a server is to run and take back, each text by itself. */
export interface Question {
  readonly steps: readonly string[];
  /** One statement that answers with one text. */
  readonly read: string;
  /** A statement made of the answer (`%s`), behind which `read again` answers instead. */
  readonly again?: { readonly step: string; readonly read: string };
  /** Names of functions and operators of which there must be none but PostgreSQL's own. */
  readonly calls?: readonly string[];
  readonly operators?: readonly string[];
}

/** A pair's two texts. */
export const SIDES = ["written", "canonical"] as const;
export type Side = (typeof SIDES)[number];

/** One text of a pair as an expression that can be selected. The line break ends a comment that the text may end in. */
export function selected({ slot, table }: Pair, text: string, defaultSchema: string): string {
  switch (slot.kind) {
    case "type":
      return `NULL::${text}`;
    case "default":
      return `CAST((${text}\n) AS ${slot.type})`;
    case "expression":
    case "operatorClass":
    case "collation":
    case "body":
    case "condition":
      return `(${withoutNamespace(text, table, defaultSchema)}\n)`;
  }
}

/** `auth.users.id` → `users.id`: the rows that are selected from have the table's name, but stand in no namespace. */
function withoutNamespace(sql: string, { schema, name }: Table, defaultSchema: string): string {
  const tokens = tokenize(sql);
  const starts = qualifications(tokens.map(partOf), [schema ?? defaultSchema, name]);
  return starts.reduceRight(
    (text, position) => text.slice(0, tokens[position]?.start) + text.slice(tokens[position + 2]?.start),
    sql,
  );
}

/**
 * No rows with the columns of a table that a text mentions, under the table's name where the text mentions that too: asks
 * for no right to the table, and takes no lock on it.
 */
export function rowSource(pair: Pair): string {
  const { slot, table } = pair;
  if (slot.kind === "type" || slot.kind === "default") return "";
  // The server prints what is selected from: both sides need the same name and columns, though one alone may name a type that is called like one.
  const both = `${pair.written}\n${pair.canonical}`;
  // Texts that do not name their table are one question, however many tables they stand in.
  const name = tokenize(both).some((token) => nameOfToken(token) === table.name) ? table.name : "limbeck";
  const columns = columnList(mentionedColumns(both, table));
  return ` FROM json_to_recordset('[]') AS ${quoteIdentifier(name)}(${columns})`;
}

/** The columns of a table that a text mentions, each with its collation. */
export function collatedColumns(sql: string, table: Table): string {
  const columns = mentionedColumns(sql, table).map(
    ({ name, type, collation }) =>
      `${quoteIdentifier(name)} ${type.canonical ?? ""}${collation === undefined ? "" : ` COLLATE ${collation}`}`,
  );
  return `(${columns.join(", ")})`;
}

export function columnList(columns: Table["columns"]): string {
  const definitions = columns.map(({ name, type }) => `${quoteIdentifier(name)} ${type.canonical ?? ""}`);
  return definitions.length === 0 ? "limbeck integer" : definitions.join(", ");
}
