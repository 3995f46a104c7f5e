import {
  canonicalSpelling,
  type Column,
  type Default,
  type Identity,
  type PartitionColumn,
  spelling,
} from "@limbeck/model";

import { defaultSql } from "./expression.ts";
import { quoteIdentifier } from "./identifier.ts";
import { notNullSql } from "./notNull.ts";
import { sequenceOptionsSql } from "./sequence.ts";
import { sequenceType } from "./serial.ts";
import { typeSql } from "./type.ts";

const SERIAL: Readonly<Record<string, string>> = {
  smallint: "smallserial",
  integer: "serial",
  bigint: "bigserial",
};

/**
 * A column as it stands in CREATE TABLE and ADD COLUMN. A serial column whose sequence has a name or options of its own
 * is made in other statements (see `serialStatements`), and so stands here without a default.
 */
export function columnSql(column: Column): string {
  const serial = plainSerial(column);
  return [
    quoteIdentifier(column.name),
    serial ?? columnType(column),
    // Said here, it holds for all partitions of the table too.
    ...(column.compression === undefined ? [] : [`COMPRESSION ${column.compression}`]),
    ...(column.collation === undefined ? [] : [`COLLATE ${column.collation}`]),
    ...(column.generated === undefined ? [] : [generatedSql(column.generated)]),
    ...(column.identity === undefined ? [] : [identitySql(column.identity)]),
    ...(column.default === undefined || column.default.kind === "serial"
      ? []
      : [`DEFAULT ${defaultSql(column.default)}`]),
    ...notNullSql(column),
  ].join(" ");
}

/** What stands of a column in CREATE TABLE … PARTITION OF; nothing where only its comment is otherwise. */
export function partitionColumnSql({ name, nullable, default: value }: PartitionColumn): readonly string[] {
  const said = [
    ...(value === undefined || value?.kind === "serial" ? [] : [`DEFAULT ${defaultOrNull(value)}`]),
    ...(nullable === undefined ? [] : ["NOT NULL"]),
  ];
  return said.length === 0 ? [] : [[quoteIdentifier(name), ...said].join(" ")];
}

function defaultOrNull(value: Exclude<Default, { readonly kind: "serial" }> | null): string {
  return value === null ? "NULL" : defaultSql(value);
}

/** A file names the type of a serial column by what it counts in, however its author spelled it. */
function columnType({ type, default: value }: Column): string {
  return typeSql(value?.kind === "serial" ? { canonical: canonicalSpelling(type) } : type);
}

/** The pseudo-type to write, where it says all that the column is. */
function plainSerial(column: Column): string | undefined {
  if (column.default?.kind !== "serial" || column.nullable || ownSequence(column)) return undefined;
  return SERIAL[column.type.canonical ?? ""];
}

/** Whether a serial column needs its sequence made by name: other name, other options, NULL allowed, or forbidden otherwise than `serial` does. */
export function ownSequence(column: Column): boolean {
  const value = column.default;
  if (value?.kind !== "serial") return false;
  const options = Object.keys(value.options ?? {}).length > 0;
  return (
    column.nullable ||
    column.notNullNotValid === true ||
    column.notNullNoInherit === true ||
    options ||
    value.sequence !== undefined ||
    (value.type ?? sequenceType(column.type)) !== sequenceType(column.type) ||
    SERIAL[column.type.canonical ?? ""] === undefined
  );
}

export function generatedSql({ expression, stored }: NonNullable<Column["generated"]>): string {
  return `GENERATED ALWAYS AS (${spelling(expression)}) ${stored ? "STORED" : "VIRTUAL"}`;
}

export function identitySql({ mode, sequence, options }: Identity): string {
  const name = sequence === undefined ? [] : [`SEQUENCE NAME ${quoteIdentifier(sequence)}`];
  const said = [...name, ...sequenceOptionsSql(options)];
  return `GENERATED ${identityMode(mode)} AS IDENTITY${said.length === 0 ? "" : ` (${said.join(" ")})`}`;
}

export function identityMode(mode: Identity["mode"]): string {
  return mode === "always" ? "ALWAYS" : "BY DEFAULT";
}

/** The statement by which an action befalls a column: `ALTER TABLE … ALTER COLUMN … ACTION`. */
export type Alter = (action: string) => string;
