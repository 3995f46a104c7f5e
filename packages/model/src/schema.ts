import { type Dialect } from "./dialect.ts";
import { type Domain } from "./domain.ts";
import { type Enum } from "./enum.ts";
import { nameKey } from "./name.ts";
import { type Namespace } from "./namespace.ts";
import { type Sequence } from "./sequence.ts";
import { type Table } from "./table.ts";
import { type View } from "./view.ts";

/** What a database is. Lists are sorted by name, so that equal databases are equal data. */
export interface Schema {
  readonly dialect: Dialect;
  /** The namespaces beside the default one. */
  readonly namespaces: readonly Namespace[];
  readonly enums: readonly Enum[];
  readonly domains: readonly Domain[];
  readonly sequences: readonly Sequence[];
  readonly tables: readonly Table[];
  readonly views: readonly View[];
}

/** The parts of a Schema that are lists of objects. */
export type SchemaPart = Exclude<keyof Schema, "dialect">;

export function emptySchema(dialect: Dialect): Schema {
  return { dialect, namespaces: [], enums: [], domains: [], sequences: [], tables: [], views: [] };
}

/** The same schema with every list of objects sorted by schema and name. Positions inside a table stay as they are. */
export function sortSchema(schema: Schema): Schema {
  return {
    ...schema,
    namespaces: byName(schema.namespaces),
    enums: byName(schema.enums),
    domains: byName(schema.domains),
    sequences: byName(schema.sequences),
    tables: byName(schema.tables),
    views: byName(schema.views),
  };
}

/** Code-unit order, not that of a locale: the same on every machine. */
function byName<T extends { readonly schema?: string; readonly name: string }>(
  list: readonly T[],
): readonly T[] {
  const keyed = list.map((item) => ({ key: nameKey(item), item }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ item }) => item);
}
