import { type Deferrable, type ForeignKeyAction, type OnConflict } from "@limbeck/model";
import { textUnreadable } from "../../errors.ts";
import { type Cursor, cursorAt, splitAtCommas } from "./cursor.ts";
import { type ForeignKeyDefinition, type KeyPart } from "./definition.ts";
import { nameOfToken, type Token } from "./tokens.ts";

const CONFLICTS: Readonly<Record<string, OnConflict>> = {
  ROLLBACK: "rollback",
  FAIL: "fail",
  IGNORE: "ignore",
  REPLACE: "replace",
};

/** `ON CONFLICT …`, if it stands there; ABORT is what holds anyway. */
export function onConflict(cursor: Cursor): { readonly onConflict?: OnConflict } {
  if (!cursor.takes("ON", "CONFLICT")) return {};
  const said = CONFLICTS[cursor.next().text.toUpperCase()];
  return said === undefined ? {} : { onConflict: said };
}

/** The columns of a primary key or unique constraint between its parentheses. */
export function keyParts(source: string, tokens: readonly Token[]): readonly KeyPart[] {
  return splitAtCommas(tokens).map((part) => keyPart(cursorAt(source, part)));
}

function keyPart(cursor: Cursor): KeyPart {
  const column = cursor.name();
  const collation = cursor.takes("COLLATE") ? { collation: cursor.name() } : {};
  const descending = cursor.takes("DESC");
  if (!descending) cursor.takes("ASC");
  if (cursor.peek() !== undefined && !cursor.isAt("AUTOINCREMENT"))
    throw textUnreadable("a column", cursor.peek());
  return { column, ...collation, descending };
}

export function namesIn(tokens: readonly Token[]): readonly string[] {
  return splitAtCommas(tokens).map((part) => (part[0] && nameOfToken(part[0])) ?? "");
}

type References = Pick<
  ForeignKeyDefinition,
  "table" | "targets" | "onDelete" | "onUpdate" | "match" | "deferrable"
>;

/** What follows REFERENCES, in the order in which it is written. */
export function references(cursor: Cursor): References {
  const table = cursor.name();
  const targets = cursor.peek()?.text === "(" ? namesIn(cursor.parenthesised()) : [];
  let said: Omit<References, "table" | "targets"> = {};
  for (let more = reference(cursor); more !== undefined; more = reference(cursor))
    said = { ...said, ...more };
  return { table, targets, ...said, ...deferrable(cursor) };
}

function reference(cursor: Cursor): Omit<References, "table" | "targets"> | undefined {
  if (cursor.takes("MATCH")) return { match: cursor.name() };
  if (cursor.isAt("ON", "CONFLICT") || !cursor.takes("ON")) return undefined;
  const event = cursor.next().text.toUpperCase();
  const action = actionOf(cursor);
  if (event === "DELETE") return action === undefined ? {} : { onDelete: action };
  if (event === "UPDATE") return action === undefined ? {} : { onUpdate: action };
  return {};
}

function actionOf(cursor: Cursor): ForeignKeyAction | undefined {
  if (cursor.takes("SET", "NULL")) return "set null";
  if (cursor.takes("SET", "DEFAULT")) return "set default";
  if (cursor.takes("CASCADE")) return "cascade";
  if (cursor.takes("RESTRICT")) return "restrict";
  cursor.expect("NO", "ACTION");
  return undefined;
}

/** `[NOT] DEFERRABLE [INITIALLY …]`, if it stands there. */
export function deferrable(cursor: Cursor): { readonly deferrable?: Deferrable } {
  const not = cursor.takes("NOT", "DEFERRABLE");
  if (!not && !cursor.takes("DEFERRABLE")) return {};
  const deferred = cursor.takes("INITIALLY") && cursor.next().text.toUpperCase() === "DEFERRED";
  return not ? {} : { deferrable: deferred ? "deferred" : "immediate" };
}
