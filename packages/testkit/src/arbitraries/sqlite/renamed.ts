import { type Named, type Schema, sortSchema, type Table } from "@limbeck/model";
import fc from "fast-check";

import { quoted, seed } from "../name.ts";
import { byName, pickSome } from "../pick.ts";
import { sqliteSchemaPairs } from "./schema.ts";

/** What something is called after it was renamed. */
export const renamedTo = (name: string): string => `${name} anew`;

/** A schema and its neighbour, in which some tables and columns have another name: `renamedTo` says which. */
export const sqliteRenamedPairs: fc.Arbitrary<readonly [Schema, Schema]> = fc
  .tuple(sqliteSchemaPairs, seed, fc.integer({ min: 1, max: 3 }))
  .map(([[a, b], which, count]) => {
    const names = a.tables.flatMap(({ name, columns }) => [{ name }, ...columns]);
    return [a, withNames(b, new Set(pickSome(which, count, names, byName).map(({ name }) => name)))];
  });

/** Whatever has one of the names has another one, with all that mentions it. */
function withNames(schema: Schema, names: ReadonlySet<string>): Schema {
  const tokens = new Set([...names].map(quoted));
  const read = (key: string, value: unknown): unknown => {
    if (typeof value !== "string" || ["value", "canonical", "kind"].includes(key)) return value;
    if (key === "written")
      return value.replace(/"(?:[^"]|"")*"/g, (token) =>
        tokens.has(token) ? quoted(renamedTo(token.slice(1, -1).replaceAll('""', '"'))) : token,
      );
    return names.has(value) ? renamedTo(value) : value;
  };
  const tables = schema.tables.map((table) => withDerived(table, mapped(table, read)));
  return sortSchema({ ...mapped(schema, read), tables });
}

/** Names that nobody chose follow from those of the table and its columns. */
function withDerived(old: Table, table: Table): Table {
  const now = new Map(derivedNames(old).map((name, at) => [name, derivedNames(table)[at]]));
  const follow = <M extends Named>(member: M, was: Named | undefined): M =>
    member.derivedName === true ? { ...member, name: now.get(was?.name ?? "") ?? member.name } : member;
  const { primaryKey } = table;
  return {
    ...table,
    ...(primaryKey === undefined ? {} : { primaryKey: follow(primaryKey, old.primaryKey) }),
    uniques: table.uniques.map((one, at) => follow(one, old.uniques[at])),
    foreignKeys: table.foreignKeys.map((one, at) => follow(one, old.foreignKeys[at])),
    checks: table.checks.map((one, at) => follow(one, old.checks[at])),
  };
}

function derivedNames({ name, columns, uniques, foreignKeys }: Table): readonly string[] {
  return [
    [name, "pkey"],
    ...uniques.map((one) => [name, ...one.columns, "key"]),
    ...foreignKeys.map((one) => [name, ...one.columns, "fkey"]),
    [name, "check"],
    ...columns.map((column) => [name, column.name, "check"]),
  ].map((parts) => parts.join("_"));
}

/** The same data with each value that is no list and no object in other words. */
function mapped<T>(value: T, read: (key: string, value: unknown) => unknown, key = ""): T {
  if (Array.isArray(value)) return value.map((item) => mapped<unknown>(item, read, key)) as T;
  if (typeof value !== "object" || value === null) return read(key, value) as T;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      // What a key says of its columns stands under their names.
      key === "collations" ? String(read("name", name)) : name,
      mapped<unknown>(member, read, name),
    ]),
  ) as T;
}
