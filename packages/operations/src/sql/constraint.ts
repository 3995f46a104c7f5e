import {
  type Check,
  type Deferrable,
  type Exclusion,
  type ForeignKey,
  type Lenient,
  type PrimaryKey,
  type QualifiedName,
  spelling,
  type Unique,
} from "@limbeck/model";

import { quoteIdentifier, quoteList, quoteName } from "./identifier.ts";
import { withSql } from "./parameters.ts";
import { elementSql } from "./tableIndex.ts";

const named = (name: string): string => `CONSTRAINT ${quoteIdentifier(name)}`;

const DEFERRABLE = {
  immediate: "DEFERRABLE INITIALLY IMMEDIATE",
  deferred: "DEFERRABLE INITIALLY DEFERRED",
} satisfies Record<Deferrable, string>;

const tail = (deferrable: Deferrable | undefined): readonly string[] =>
  deferrable === undefined ? [] : [DEFERRABLE[deferrable]];

const include = (columns: readonly string[] | undefined): readonly string[] =>
  columns === undefined ? [] : [`INCLUDE ${quoteList(columns)}`];

const lenient = ({ notValid, notEnforced }: Lenient): readonly string[] => [
  ...(notValid === true ? ["NOT VALID"] : []),
  ...(notEnforced === true ? ["NOT ENFORCED"] : []),
];

/** The columns of a key, the last of which may be a range. */
function keyColumns({ columns, withoutOverlaps }: Unique): string {
  if (withoutOverlaps !== true) return quoteList(columns);
  return `(${[...columns.slice(0, -1).map(quoteIdentifier), `${quoteIdentifier(columns.at(-1) ?? "")} WITHOUT OVERLAPS`].join(", ")})`;
}

function foreignColumns(columns: readonly string[], period: true | undefined): string {
  if (period !== true) return quoteList(columns);
  return `(${[...columns.slice(0, -1).map(quoteIdentifier), `PERIOD ${quoteIdentifier(columns.at(-1) ?? "")}`].join(", ")})`;
}

export function primaryKeySql(key: PrimaryKey): string {
  return [
    named(key.name),
    "PRIMARY KEY",
    keyColumns(key),
    ...include(key.include),
    ...withSql(key.with),
    ...tail(key.deferrable),
  ].join(" ");
}

export function uniqueSql(unique: Unique): string {
  const nulls = unique.nullsNotDistinct === true ? ["NULLS NOT DISTINCT"] : [];
  return [
    named(unique.name),
    "UNIQUE",
    ...nulls,
    keyColumns(unique),
    ...include(unique.include),
    ...withSql(unique.with),
    ...tail(unique.deferrable),
  ].join(" ");
}

/** A constraint on an index that is there, and that has its name. */
export function usingIndexSql(words: "PRIMARY KEY" | "UNIQUE", { name, deferrable }: Unique): string {
  return [named(name), words, "USING INDEX", quoteIdentifier(name), ...tail(deferrable)].join(" ");
}

export function foreignKeySql(key: ForeignKey): string {
  const { references, onDelete, onUpdate, onDeleteColumns } = key;
  const only = onDeleteColumns === undefined ? "" : ` ${quoteList(onDeleteColumns)}`;
  return [
    named(key.name),
    `FOREIGN KEY ${foreignColumns(key.columns, key.period)} REFERENCES ${quoteName(references.table)} ${foreignColumns(references.columns, key.period)}`,
    ...(key.match === undefined ? [] : ["MATCH FULL"]),
    ...(onDelete === undefined ? [] : [`ON DELETE ${onDelete.toUpperCase()}${only}`]),
    ...(onUpdate === undefined ? [] : [`ON UPDATE ${onUpdate.toUpperCase()}`]),
    ...tail(key.deferrable),
    ...lenient(key),
  ].join(" ");
}

export function checkSql(check: Check): string {
  return [
    named(check.name),
    `CHECK (${spelling(check.expression)})`,
    ...(check.noInherit === true ? ["NO INHERIT"] : []),
    ...lenient(check),
  ].join(" ");
}

/** ALTER TABLE … ADD, of a check, and what makes it valid in those partitions where it is. */
export function addCheckSql(table: QualifiedName, check: Check): readonly string[] {
  const { name, validIn = [] } = check;
  return [
    `ALTER TABLE ${quoteName(table)} ADD ${checkSql(check)}`,
    ...validIn.map((one) => `ALTER TABLE ${quoteName(one)} VALIDATE CONSTRAINT ${quoteIdentifier(name)}`),
  ];
}

export function exclusionSql({ name, method, elements, where, deferrable, ...rest }: Exclusion): string {
  return [
    named(name),
    "EXCLUDE",
    ...(method === undefined ? [] : [`USING ${quoteIdentifier(method)}`]),
    `(${elements.map((element) => `${elementSql(element)} WITH ${element.operator}`).join(", ")})`,
    ...include(rest.include),
    ...withSql(rest.with),
    ...(where === undefined ? [] : [`WHERE (${spelling(where)})`]),
    ...tail(deferrable),
  ].join(" ");
}
