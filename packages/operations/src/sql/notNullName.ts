import { type QualifiedName } from "@limbeck/model";

import { type Change } from "../change.ts";
import { dollarQuoted } from "./dollarQuoted.ts";
import { quoteIdentifier, quoteName } from "./identifier.ts";
import { quoteString } from "./literal.ts";
import { serverName } from "./serverName.ts";

/** Does something to the NOT NULL of a column, also where its name is not known: `action` has `%I` in its place. */
export function alterNotNull(
  table: QualifiedName,
  column: string,
  name: string | undefined,
  action: string,
): string {
  if (name !== undefined)
    return `ALTER TABLE ${quoteName(table)} ${action.replace("%I", () => quoteIdentifier(name))}`;
  return doSql(table, column, [executeSql(table, action, [])]);
}

/**
 * Gives the NOT NULL of a column another name; null stands for the server's choice. Partitions that were attached may call theirs
 * otherwise, and then the server renames none: so it is made anew, and with it all of theirs.
 */
export function renameNotNull(
  table: QualifiedName,
  column: string,
  { from, to }: Change<string | null>,
): string {
  const change = `ALTER TABLE ${quoteName(table)}`;
  if (typeof from === "string" && to !== null)
    return `${change} RENAME CONSTRAINT ${quoteIdentifier(from)} TO ${quoteIdentifier(to)}`;
  const name = to === null ? freeName(table, column) : quoteString(to);
  const called = to === null ? "" : `CONSTRAINT ${quoteIdentifier(to)} `;
  return doSql(table, column, [
    executeSql(table, "RENAME CONSTRAINT %I TO %I", [name]),
    "EXCEPTION WHEN undefined_object THEN",
    `  ${change} ALTER COLUMN ${quoteIdentifier(column)} DROP NOT NULL;`,
    `  ${change} ADD ${called}NOT NULL ${quoteIdentifier(column)};`,
  ]);
}

/** A block that knows what the NOT NULL is called. */
function doSql(table: QualifiedName, column: string, lines: readonly string[]): string {
  const body = `
DECLARE
  held name := (SELECT conname FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
    WHERE contype = 'n' AND conrelid = ${ofTable(table)} AND attname = ${quoteString(column)});
BEGIN
${lines.join("\n")}
END `;
  return `DO ${dollarQuoted(body, "limbeck")}`;
}

function executeSql(table: QualifiedName, action: string, values: readonly string[]): string {
  const said = [quoteString(`ALTER TABLE %s ${action}`), quoteString(quoteName(table)), "held", ...values];
  return `  EXECUTE format(${said.join(", ")});`;
}

const ofTable = (table: QualifiedName): string => `${quoteString(quoteName(table))}::regclass`;

/** What the server would call it now. It has kept another name where table or column were renamed, and then this one may be taken. */
function freeName(table: QualifiedName, column: string): string {
  const names = ["not_null", "not_null1", "not_null2"].map((label) =>
    quoteString(serverName(table.name, column, label)),
  );
  return `(SELECT free FROM unnest(ARRAY[${names.join(", ")}]) free
    WHERE free NOT IN (SELECT conname::text FROM pg_constraint WHERE conrelid = ${ofTable(table)}) ORDER BY free LIMIT 1)`;
}
