import { type ForeignKey, sameName, type Schema } from "@limbeck/model";
import { indexKey } from "@limbeck/operations";

export type SchemaPair = readonly [Schema, Schema];

/**
 * A pair that is still wrong in the same way and from which nothing more can be taken. Parts are taken from both sides or from one, the
 * large ones first. What is left may be a schema that no server takes: whoever judges has to tell that from the fault.
 */
export async function smallest(
  pair: SchemaPair,
  isWrong: (pair: SchemaPair) => Promise<boolean>,
  until = Infinity,
): Promise<SchemaPair> {
  let best = pair;
  let tries = candidates(best);
  while (Date.now() < until) {
    const { value, done } = tries.next();
    if (done === true) return best;
    if (!value.every(isSound) || !(await isWrong(value))) continue;
    best = value;
    tries = candidates(best);
  }
  return best;
}

/** Whether foreign keys point at keys that are there, and sequences belong to columns that are. */
function isSound({ tables, sequences }: Schema): boolean {
  const keysOf = ({ references }: ForeignKey): readonly string[] =>
    tables
      .filter((table) => sameName(table, references.table))
      .flatMap(({ primaryKey, uniques, indexes }) => [
        ...(primaryKey === undefined ? [] : [sorted(primaryKey.columns)]),
        ...uniques.map(({ columns }) => sorted(columns)),
        ...indexes.filter(({ unique }) => unique).map((index) => sorted(indexKey(index))),
      ]);
  const owned = sequences.flatMap(({ ownedBy }) => (ownedBy === undefined ? [] : [ownedBy]));
  return (
    tables.every(({ foreignKeys }) =>
      foreignKeys.every((key) => keysOf(key).includes(sorted(key.references.columns))),
    ) &&
    owned.every(({ table, column }) =>
      tables.some((one) => sameName(one, table) && one.columns.some(({ name }) => name === column)),
    )
  );
}

function sorted(names: readonly string[]): string {
  return JSON.stringify([...names].sort());
}

type Path = readonly (string | number)[];

/** The pair without one of its parts: each part of both sides, then of the one, then of the other. */
function* candidates(pair: SchemaPair): Generator<SchemaPair, undefined> {
  const [a, b] = pair;
  const paths = [...partsOf(a), ...partsOf(b)].sort((one, other) => one.length - other.length);
  for (const path of paths) {
    const both: SchemaPair = [without(a, path), without(b, path)];
    if (both[0] !== a && both[1] !== b) yield both;
    if (both[0] !== a) yield [both[0], b];
    if (both[1] !== b) yield [a, both[1]];
  }
  return undefined;
}

/** Where the members of lists and the optional fields of a schema are. A member is named, so that both sides lose the same one. */
function partsOf(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => itemParts(item, [...path, keyOf(item, at)]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const own = [...path, key];
    const isPart = OPTIONAL.has(key) ? [own] : [];
    return [...isPart, ...partsOf(member, own)];
  });
}

function itemParts(item: unknown, path: Path): readonly Path[] {
  return [path, ...partsOf(item, path)];
}

const OPTIONAL: ReadonlySet<string> = new Set(
  (
    "primaryKey comment default identity generated include deferrable nullsNotDistinct onDelete onUpdate onDeleteColumns " +
    "match notValid notEnforced noInherit with where order nulls operatorClass collation method ownedBy type options sequence schema " +
    "replicaIdentity clusterOn rowSecurity forceRowSecurity restrictive command roles using withCheck"
  ).split(" "),
);

function keyOf(item: unknown, at: number): string | number {
  if (typeof item === "string") return item;
  if (typeof item !== "object" || item === null || !("name" in item)) return at;
  return JSON.stringify([Reflect.get(item, "schema"), item.name]);
}

/** The same value where there is nothing at the path, or where what is there cannot be left out. */
function without<T>(value: T, [first, ...rest]: Path): T {
  if (first === undefined) return value;
  if (Array.isArray(value)) return withoutItem(value, first, rest) as T;
  if (typeof value !== "object" || value === null || !(first in value)) return value;
  const member: unknown = Reflect.get(value, first);
  if (rest.length > 0) {
    const smaller = without(member, rest);
    return smaller === member ? value : { ...value, [first]: smaller };
  }
  if (first === "options") return Object.keys(member ?? {}).length === 0 ? value : { ...value, options: {} };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== first)) as T;
}

function withoutItem(list: readonly unknown[], key: string | number, rest: Path): readonly unknown[] {
  const at = list.findIndex((item, place) => keyOf(item, place) === key);
  if (at === -1) return list;
  if (rest.length === 0) return list.toSpliced(at, 1);
  const smaller = without(list[at], rest);
  return smaller === list[at] ? list : list.toSpliced(at, 1, smaller);
}
