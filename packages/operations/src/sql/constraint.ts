import {
  type Check,
  type Deferrable,
  type Exclusion,
  type ForeignKey,
  type Lenient,
  type PrimaryKey,
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

export function primaryKeySql(key: PrimaryKey): string {
  return [
    named(key.name),
    "PRIMARY KEY",
    quoteList(key.columns),
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
    quoteList(unique.columns),
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
    `FOREIGN KEY ${quoteList(key.columns)} REFERENCES ${quoteName(references.table)} ${quoteList(references.columns)}`,
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
