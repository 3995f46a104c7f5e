import { type QualifiedName } from "@limbeck/model";

import { dollarQuoted } from "./dollarQuoted.ts";
import { quoteIdentifier, quoteName } from "./identifier.ts";
import { quoteString } from "./literal.ts";

/**
 * Several statements that make one thing, all of them or none: IF NOT EXISTS of the first would leave the others to change what was
 * there before.
 */
export function unlessThereSql(isMissing: string, statements: readonly string[]): string {
  return onlyIfSql(isMissing, statements);
}

/** Several statements, all of them or none, as the server finds when it comes to them. */
export function onlyIfSql(condition: string, statements: readonly string[]): string {
  const body = `
BEGIN
  IF ${condition} THEN
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

export function triggerIsMissing(table: QualifiedName, name: string): string {
  return `NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = ${quoteString(quoteName(table))}::regclass AND tgname = ${quoteString(name)} AND NOT tgisinternal)`;
}

/** A table of that name that is no part of the other one is no partition. */
export function isPartitionOf(table: QualifiedName, name: QualifiedName): string {
  return `EXISTS (SELECT FROM pg_inherits WHERE inhparent = to_regclass(${quoteString(quoteName(table))}) AND inhrelid = to_regclass(${quoteString(quoteName(name))}))`;
}

export function columnIsMissing(table: QualifiedName, column: string): string {
  return `NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = ${quoteString(quoteName(table))}::regclass AND attname = ${quoteString(column)} AND NOT attisdropped)`;
}
