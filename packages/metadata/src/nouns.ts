import {
  type Collation,
  type Composite,
  type Domain,
  type Enum,
  nameKey,
  type Namespace,
  type QualifiedName,
  type Range,
  type Sequence,
  type Table,
  truncateName,
  type View,
} from "@limbeck/model";
import { readCollations } from "./collation.ts";
import { readComposites } from "./composite.ts";
import { distinct, type Placed } from "./distinct.ts";
import { type DrizzleSchema } from "./drizzle/objectShape.ts";
import { readDomain } from "./domain.ts";
import { readEnum } from "./enum.ts";
import { type Declared } from "./errors.ts";
import { type Found } from "./exports.ts";
import { readNamespace } from "./namespace.ts";
import { readPartitions } from "./partition.ts";
import { readRanges } from "./range.ts";
import { type Reached } from "./reach.ts";
import { type Reading } from "./reading.ts";
import { readSequence } from "./sequence.ts";
import { readTable } from "./table.ts";
import { existingView, readView } from "./view.ts";

/** What was reached, read: each name once. */
export interface Nouns {
  readonly namespaces: readonly Namespace[];
  readonly collations: readonly Placed<Collation>[];
  readonly enums: readonly Placed<Enum>[];
  readonly domains: readonly Placed<Domain>[];
  readonly composites: readonly Placed<Composite>[];
  readonly ranges: readonly Placed<Range>[];
  readonly sequences: readonly Placed<Sequence>[];
  readonly tables: readonly Placed<Table>[];
  readonly views: readonly Placed<View>[];
  readonly existing: ReadonlySet<string>;
  /** By `nameKey`: what `.existing()` leaves to somebody else. */
  readonly existingViews: ReadonlySet<string>;
}

/** Reads everything but what stands in a namespace of somebody else. Fails as `readModels` does. */
export function readNouns(reached: Reached, found: readonly Found[], reading: Reading): Nouns {
  const schemas = [...reached.schemas.keys()];
  const existing = new Set(schemas.filter(isExisting).map(({ schemaName }) => truncateName(schemaName)));
  const ours: Ours = (placed) =>
    placed.filter(({ noun }) => noun.schema === undefined || !existing.has(noun.schema));
  const types = readTypes(reached, found, reading, ours);
  const sequences = ours(
    distinct(
      "sequence",
      placedAll(reached.sequences, (value) => readSequence(value, reading)),
    ),
  );
  const names = new Set([...reached.tables.values()].map(({ parts }) => parts.name));
  const read = [...reached.tables].map(([table, model]) => ({
    noun: readTable(table, model, names, reading),
    declared: model.declared,
  }));
  const tables = ours(distinct<Table>("table", [...read, ...readPartitions(found, reading)]));
  const views = ours(readViews(reached, reading));
  const used = [...Object.values(types).flat(), ...sequences, ...tables, ...views].flatMap(
    ({ noun }) => noun.schema ?? [],
  );
  const own = schemas.filter((schema) => !isExisting(schema)).map(readNamespace);
  return {
    namespaces: mergeNamespaces(own, used, reading),
    ...types,
    sequences,
    tables,
    views,
    existing,
    existingViews: existingViews(reached, reading),
  };
}

type Ours = <T extends QualifiedName>(placed: readonly Placed<T>[]) => readonly Placed<T>[];
type Types = Pick<Nouns, "collations" | "enums" | "domains" | "composites" | "ranges">;

/** The types, and by what they are sorted. */
function readTypes(reached: Reached, found: readonly Found[], reading: Reading, ours: Ours): Types {
  const enums = placedAll(reached.enums, (value) => readEnum(value, reading));
  return {
    collations: ours(readCollations(found, reading)),
    enums: ours(distinct("enum", enums)),
    domains: ours(readDomains(reached, reading)),
    composites: ours(readComposites(found, reading)),
    ranges: ours(readRanges(found, reading)),
  };
}

function readDomains(reached: Reached, reading: Reading): readonly Placed<Domain>[] {
  return distinct(
    "domain",
    placedAll(reached.domains, (value) => readDomain(value, reading)),
  );
}

function readViews(reached: Reached, reading: Reading): readonly Placed<View>[] {
  const found = [...reached.views].flatMap(([value, declared]) => {
    const noun = readView(value, declared, reading);
    return noun === undefined ? [] : [{ noun, declared }];
  });
  return distinct("view", found);
}

function existingViews(reached: Reached, reading: Reading): ReadonlySet<string> {
  return new Set(
    [...reached.views.keys()].flatMap((view) => {
      const name = existingView(view, reading);
      return name === undefined ? [] : [nameKey(name)];
    }),
  );
}

function isExisting(schema: DrizzleSchema): boolean {
  return schema.isExisting === true;
}

function placedAll<T, Noun>(
  found: ReadonlyMap<T, Declared>,
  read: (value: T) => Noun,
): readonly Placed<Noun>[] {
  return [...found].map(([value, declared]) => ({ noun: read(value), declared }));
}

/** The exported namespaces and those that only a name mentions, each once, without the default one. */
function mergeNamespaces(
  own: readonly Namespace[],
  used: readonly string[],
  reading: Reading,
): readonly Namespace[] {
  const byName = new Map(used.map((name): [string, Namespace] => [name, { name }]));
  for (const namespace of own)
    if (byName.get(namespace.name)?.comment === undefined) byName.set(namespace.name, namespace);
  return [...byName.values()].filter(({ name }) => reading.qualified(name, "").schema !== undefined);
}
