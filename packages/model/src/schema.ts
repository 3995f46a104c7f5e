import { type Collation } from "./collation.ts";
import { type Composite } from "./composite.ts";
import { type Dialect } from "./dialect.ts";
import { type Domain } from "./domain.ts";
import { type Enum } from "./enum.ts";
import { type Extension } from "./extension.ts";
import { type Routine, routineKey } from "./function.ts";
import { nameKey } from "./name.ts";
import { type Namespace } from "./namespace.ts";
import { type Range } from "./range.ts";
import { type Role } from "./role.ts";
import { type Sequence } from "./sequence.ts";
import { type Table } from "./table.ts";
import { type Trigger, triggerKey } from "./trigger.ts";
import { type View } from "./view.ts";

/** What a database is. Lists are sorted by name, so that equal databases are equal data. */
export interface Schema {
  readonly dialect: Dialect;
  /** The namespaces beside the default one. */
  readonly namespaces: readonly Namespace[];
  /** The default namespace, where it has another comment than it comes with. Nobody creates or drops it. */
  readonly defaultNamespace?: Namespace;
  readonly extensions: readonly Extension[];
  readonly collations: readonly Collation[];
  readonly enums: readonly Enum[];
  readonly domains: readonly Domain[];
  readonly composites: readonly Composite[];
  readonly ranges: readonly Range[];
  readonly sequences: readonly Sequence[];
  readonly functions: readonly Routine[];
  readonly tables: readonly Table[];
  readonly views: readonly View[];
  readonly triggers: readonly Trigger[];
  /** Of the cluster, and none unless somebody asked for them: they are not the database's. */
  readonly roles: readonly Role[];
  /** What models do not speak of, because Drizzle has no words for it and nobody declared any: whatever there is of it stays. */
  readonly unsaid?: readonly UnsaidPart[];
}

/** Of every model: which partitions there are, and what goes without saying: the names of columns' sequences, switches that are off. */
export type UnsaidPart = Unsaid | "partitions" | "implied";

/** What Drizzle has no words for, beside kinds of objects that have ways of their own. */
export const UNSAID = [
  "exclusions",
  "constraintOptions",
  "notNullNames",
  "columnStorage",
  "statistics",
  "collations",
  "tableOptions",
  "storageParameters",
  "sequenceOptions",
  "unlogged",
  "replicaIdentity",
  "clusterOn",
] as const;
export type Unsaid = (typeof UNSAID)[number];

/** The parts of a Schema that are lists of objects. */
export type SchemaPart = Exclude<keyof Schema, "defaultNamespace" | "dialect" | "unsaid">;

export function emptySchema(dialect: Dialect): Schema {
  return {
    dialect,
    namespaces: [],
    extensions: [],
    collations: [],
    enums: [],
    domains: [],
    composites: [],
    ranges: [],
    sequences: [],
    functions: [],
    tables: [],
    views: [],
    triggers: [],
    roles: [],
  };
}

/** The same schema with every list of objects sorted by schema and name. Positions inside a table stay as they are. */
export function sortSchema(schema: Schema): Schema {
  return {
    ...schema,
    namespaces: byName(schema.namespaces),
    extensions: byKey(schema.extensions, ({ name }) => name),
    collations: byName(schema.collations),
    enums: byName(schema.enums),
    domains: byName(schema.domains),
    composites: byName(schema.composites),
    ranges: byName(schema.ranges),
    sequences: byName(schema.sequences),
    functions: byKey(schema.functions, routineKey),
    tables: byName(schema.tables),
    views: byName(schema.views),
    triggers: byKey(schema.triggers, triggerKey),
    roles: byKey(schema.roles, ({ name }) => name),
  };
}

function byName<T extends { readonly schema?: string; readonly name: string }>(
  list: readonly T[],
): readonly T[] {
  return byKey(list, nameKey);
}

/** Code-unit order, not that of a locale: the same on every machine. */
function byKey<T>(list: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const keyed = list.map((item) => ({ key: keyOf(item), item }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ item }) => item);
}
