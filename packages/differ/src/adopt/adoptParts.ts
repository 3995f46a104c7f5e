import {
  type Check,
  type Divided,
  type IndexPart,
  type Named,
  nameKey,
  partitionsOf,
  sameValue,
  type Schema,
  type Table,
} from "@limbeck/model";

import { type Fields, same } from "../fields.ts";
import { memberFields } from "../table/members.ts";

/*
 * Under which name a partition has its part of an index says nothing about the table: it is kept where an index stays, and taken over where one
 * is made. So is where a check is valid that is not valid in its table. A key that only the partition has does count.
 */

/** The tables of a target, in which what stays has the parts that it has where these differ in names only. */
export function adoptParts(before: Schema, after: readonly Table[], speaksOfAll: boolean): readonly Table[] {
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  const names = new Set(after.map(nameKey));
  const stays = ({ table }: IndexPart): boolean => old.has(nameKey(table)) && names.has(nameKey(table));
  return after.map((table) => {
    const was = old.get(nameKey(table));
    if (was?.partitionBy === undefined) return table;
    const below = new Set(partitionsOf(was, before.tables).map(nameKey));
    const joins = (part: IndexPart): boolean => stays(part) && !below.has(nameKey(part.table));
    return adoptTable(was, table, { stays, joins, speaksOfAll });
  });
}

interface Among {
  readonly stays: (part: IndexPart) => boolean;
  /** Whether it is that of a table that is yet to become a partition of this one. */
  readonly joins: (part: IndexPart) => boolean;
  /** Whether the target says which partitions there are, and so which parts. */
  readonly speaksOfAll: boolean;
}

function adoptTable(was: Table, table: Table, among: Among): Table {
  const { primaryKey } = table;
  const key = was.primaryKey === undefined ? [] : [was.primaryKey];
  return {
    ...table,
    ...(primaryKey && { primaryKey: adopt(key, primaryKey, memberFields.primaryKey, among) }),
    uniques: table.uniques.map((one) => adopt(was.uniques, one, memberFields.uniques, among)),
    indexes: table.indexes.map((one) => adopt(was.indexes, one, memberFields.indexes, among)),
    checks: table.checks.map((one) => adoptValidIn(was.checks, one)),
  };
}

function adopt<T extends Named & Divided>(list: readonly T[], is: T, fields: Fields<T>, among: Among): T {
  const was = list.find(({ name }) => name === is.name);
  if (was === undefined || !same({ ...fields, parts: "ignored" }, was, is)) return is;
  if (!sameParts(was, is, among)) return is;
  const { parts: said = [], ...rest } = is;
  const parts = [...(was.parts ?? []), ...said.filter(among.joins)];
  // What is left out is optional.
  return { ...rest, ...(parts.length === 0 ? {} : { parts }) } as unknown as T;
}

/** Whether parts differ in names only. Those of an index that is not whole tell what there is at all. */
function sameParts(was: Divided, is: Divided, { stays, speaksOfAll }: Among): boolean {
  if (is.only === true) return false;
  if (!speaksOfAll) return true;
  const [old, now] = [keyed(was), keyed(is)];
  return [...old, ...now].every(stays) && sameValue(old.map(nameOfPart).sort(), now.map(nameOfPart).sort());
}

function keyed({ parts = [] }: Divided): readonly IndexPart[] {
  return parts.filter(({ key }) => key !== undefined);
}

function nameOfPart({ table, name, key }: IndexPart): string {
  return `${key} ${nameKey(table)} ${name}`;
}

function adoptValidIn(list: readonly Check[], is: Check): Check {
  const was = list.find(({ name }) => name === is.name);
  const fields: Fields<Check> = { ...memberFields.checks, validIn: "ignored" };
  if (was === undefined || !same(fields, was, is)) return is;
  const { validIn: _, ...rest } = is;
  return { ...rest, ...(was.validIn === undefined ? {} : { validIn: was.validIn }) };
}
