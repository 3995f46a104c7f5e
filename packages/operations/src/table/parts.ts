import {
  type Divided,
  type Index,
  type IndexPart,
  type QualifiedName,
  sameName,
  type Table,
} from "@limbeck/model";

import { type Ref, ref } from "../ref.ts";
import { indexKey } from "./touches.ts";

/** What the parts of an index or key make, of which `columns` tell rows apart where there are any. */
export function partMakes({ parts = [] }: Divided, columns: readonly string[] | undefined): readonly Ref[] {
  return parts.flatMap(({ table, name }) => [
    ref.relation({ ...table, name }),
    ...(columns === undefined ? [] : [ref.key(table, columns)]),
  ]);
}

/** What the keys make that stand on parts of an index: while a primary key is there, none of its columns can allow NULL. */
export function partKeyMakes({ parts = [], ...index }: Index): readonly Ref[] {
  return parts.flatMap(({ table, name, key }) => [
    ...(key === undefined ? [] : [ref.constraint(table, name)]),
    ...(key === "primaryKey" ? indexKey(index).map((column) => ref.nullsIn(table, column)) : []),
  ]);
}

/** What an index or key of a table needs for its parts: their tables, and that no partition comes after what is made with ONLY. */
export function partNeeds(of: QualifiedName, { parts = [], only }: Divided): readonly Ref[] {
  const alone = [{ table: of, only }, ...parts].filter((one) => one.only === true);
  return [
    ...parts.map(({ table }) => ref.relation(table)),
    ...alone.map(({ table }) => ref.partitions(table)),
  ];
}

/** The table with what its indexes, keys and checks say of partitions said of others; undefined is left out. */
export function mapParts(
  table: Table,
  change: (partition: QualifiedName) => QualifiedName | undefined,
): Table {
  if (table.partitionBy === undefined) return table;
  const list = <T>(of: readonly T[], each: (one: T) => readonly T[]): readonly T[] | undefined => {
    const changed = of.flatMap(each);
    return changed.length === 0 ? undefined : changed;
  };
  const part = (one: IndexPart): readonly IndexPart[] => {
    const { under: above, ...rest } = one;
    const [name, under] = [change(one.table), above === undefined ? undefined : change(above)];
    return name === undefined ? [] : [{ ...rest, table: name, ...(under === undefined ? {} : { under }) }];
  };
  const divided = <T extends Divided>(one: T): T => {
    if (one.parts === undefined) return one;
    const { parts, ...rest } = one;
    const changed = list(parts, part);
    // What is left out is optional.
    return { ...rest, ...(changed === undefined ? {} : { parts: changed }) } as T;
  };
  return {
    ...table,
    ...(table.primaryKey === undefined ? {} : { primaryKey: divided(table.primaryKey) }),
    uniques: table.uniques.map(divided),
    indexes: table.indexes.map(divided),
    checks: table.checks.map(({ validIn, ...check }) => {
      const changed = list(validIn ?? [], (name) => [change(name) ?? []].flat());
      return changed === undefined ? check : { ...check, validIn: changed };
    }),
  };
}

/** The table with a partition under its new name wherever it is named. */
export function followPart(table: Table, from: QualifiedName, to: QualifiedName): Table {
  return mapParts(table, (name) => (sameName(name, from) ? to : name));
}
