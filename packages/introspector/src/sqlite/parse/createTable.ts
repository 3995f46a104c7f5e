import { textUnreadable } from "../../errors.ts";
import { keyParts, namesIn, onConflict, references } from "./clause.ts";
import { columnDefinition, isTableConstraint } from "./columnDefinition.ts";
import { type Cursor, cursorOn } from "./cursor.ts";
import { type ColumnDefinition, type ConstraintDefinition, type TableDefinition } from "./definition.ts";

/** What a CREATE TABLE text says. Errors: `text-unreadable`, where SQLite would not take it either. */
export function parseCreateTable(text: string): TableDefinition {
  const cursor = cursorOn(text);
  objectName(cursor, "TABLE");
  cursor.expectSign("(");
  const columns: ColumnDefinition[] = [];
  const constraints: ConstraintDefinition[] = [];
  do {
    if (isTableConstraint(cursor.peek())) constraints.push(...tableConstraints(cursor));
    else {
      const parsed = columnDefinition(cursor);
      columns.push(parsed.column);
      constraints.push(...parsed.constraints);
    }
  } while (cursor.takesSign(","));
  cursor.expectSign(")");
  return { columns, constraints, ...tableOptions(cursor) };
}

/** `CREATE TABLE main."t"`, and whatever may stand between; SQLite itself keeps less of it. */
export function objectName(cursor: Cursor, kind: string): string {
  cursor.expect("CREATE");
  if (!cursor.takes("TEMP")) cursor.takes("TEMPORARY");
  cursor.takes("UNIQUE");
  cursor.expect(kind);
  cursor.takes("IF", "NOT", "EXISTS");
  const name = cursor.name();
  return cursor.takesSign(".") ? cursor.name() : name;
}

/** Between constraints the commas may be left out. */
function tableConstraints(cursor: Cursor): readonly ConstraintDefinition[] {
  const constraints: ConstraintDefinition[] = [];
  let name: { readonly name?: string } = {};
  while (isTableConstraint(cursor.peek())) {
    if (cursor.takes("CONSTRAINT")) name = { name: cursor.name() };
    else {
      constraints.push({ ...tableConstraint(cursor), ...name });
      name = {};
    }
  }
  return constraints;
}

function tableConstraint(cursor: Cursor): ConstraintDefinition {
  if (cursor.takes("PRIMARY", "KEY")) return primaryKey(cursor);
  if (cursor.takes("UNIQUE")) {
    const parts = keyParts(cursor.source, cursor.parenthesised());
    return { kind: "unique", parts, ...onConflict(cursor) };
  }
  if (cursor.takes("CHECK")) {
    const expression = cursor.parenthesised();
    // SQLite takes the clause behind a check and does nothing with it.
    onConflict(cursor);
    return { kind: "check", expression };
  }
  cursor.expect("FOREIGN", "KEY");
  const columns = namesIn(cursor.parenthesised());
  cursor.expect("REFERENCES");
  return { kind: "foreignKey", columns, ...references(cursor) };
}

function primaryKey(cursor: Cursor): ConstraintDefinition {
  const tokens = cursor.parenthesised();
  const autoincrement = tokens.at(-1)?.text.toUpperCase() === "AUTOINCREMENT";
  const parts = keyParts(cursor.source, tokens);
  return { kind: "primaryKey", parts, autoincrement, ofColumn: false, ...onConflict(cursor) };
}

function tableOptions(cursor: Cursor): Pick<TableDefinition, "strict" | "withoutRowid"> {
  const options = { strict: false, withoutRowid: false };
  for (; cursor.peek() !== undefined; cursor.takesSign(",")) {
    if (cursor.takes("STRICT")) options.strict = true;
    else if (cursor.takes("WITHOUT", "ROWID")) options.withoutRowid = true;
    else if (!cursor.takesSign(";")) throw textUnreadable("nothing", cursor.peek());
  }
  return options;
}
