import { type QualifiedName } from "@limbeck/model";

import { dollarQuoted } from "./dollarQuoted.ts";
import { quoteIdentifier, quoteName } from "./identifier.ts";
import { quoteString } from "./literal.ts";

/**
 * Several statements that make one thing, all of them or none: IF NOT EXISTS of the first would leave the others to change what was
 * there before.
 */
export function unlessThereSql(isMissing: string, statements: readonly string[]): string {
  const body = `
BEGIN
  IF ${isMissing} THEN
${statements.map((statement) => `    EXECUTE ${quoteString(statement)};`).join("\n")}
  END IF;
END
`;
  return `DO ${dollarQuoted(body, "there")}`;
}

export function relationIsMissing(name: QualifiedName): string {
  return `to_regclass(${quoteString(quoteName(name))}) IS NULL`;
}

export function namespaceIsMissing(name: string): string {
  return `to_regnamespace(${quoteString(quoteIdentifier(name))}) IS NULL`;
}

export function columnIsMissing(table: QualifiedName, column: string): string {
  return `NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = ${quoteString(quoteName(table))}::regclass AND attname = ${quoteString(column)} AND NOT attisdropped)`;
}
