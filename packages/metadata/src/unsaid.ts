import {
  type Column,
  type Dialect,
  type PrimaryKey,
  type Schema,
  type Table,
  type Unique,
  UNSAID,
  type Unsaid,
} from "@limbeck/model";

/** Of what Drizzle has no words for, the kinds that the models declare something of. */
export function declaredKinds(schema: Schema): readonly Unsaid[] {
  const told = toldOfColumns(schema);
  return kindsOf(schema.dialect).filter((kind) => DECLARED[kind](schema, told));
}

/** All that any column says, looked for once: there are thousands, and a column has no key for what it does not say. */
export function toldOfColumns({ tables }: Schema): Told {
  const told = new Set<string>();
  for (const { columns } of tables)
    for (const column of columns) for (const key of Object.keys(column)) told.add(key);
  return told;
}

interface Told {
  has(key: keyof Column): boolean;
}

/** Of what Drizzle has no words for, the kinds that a dialect has. */
export function kindsOf(dialect: Dialect): readonly Unsaid[] {
  return UNSAID.filter((kind) => DIALECTS[kind].includes(dialect));
}

const DIALECTS: Readonly<Record<Unsaid, readonly Dialect[]>> = {
  exclusions: ["postgres"],
  constraintOptions: ["postgres", "sqlite"],
  notNullNames: ["postgres"],
  columnStorage: ["postgres"],
  storageParameters: ["postgres"],
  unlogged: ["postgres"],
  replicaIdentity: ["postgres"],
  clusterOn: ["postgres"],
  sequenceOptions: ["postgres"],
  statistics: ["postgres"],
  // Of PostgreSQL's a custom type says them, and is believed.
  collations: ["sqlite"],
  tableOptions: ["sqlite"],
};

const DECLARED = {
  exclusions: ({ tables }) => tables.some(({ exclusions }) => exclusions.length > 0),
  constraintOptions: ({ tables }, told) =>
    NOT_NULL_OPTIONS.some((option) => told.has(option)) || tables.some(hasOptions),
  // One that has no name asks for none, whatever is said of another.
  notNullNames: () => false,
  columnStorage: (_, told) => told.has("storage") || told.has("compression"),
  storageParameters: ({ tables }) =>
    tables.some((table) =>
      [table, ...keysOf(table)].some(({ with: parameters }) => parameters !== undefined),
    ),
  replicaIdentity: ({ tables }) => tables.some(({ replicaIdentity }) => replicaIdentity !== undefined),
  clusterOn: ({ tables }) => tables.some(({ clusterOn }) => clusterOn !== undefined),
  unlogged: ({ tables, sequences }) => [...tables, ...sequences].some(({ unlogged }) => unlogged === true),
  sequenceOptions: ({ sequences }) =>
    sequences.some(({ type, ownedBy }) => type !== undefined || ownedBy !== undefined),
  collations: (_, told) => told.has("collation"),
  tableOptions: ({ tables }) => tables.some((table) => table.strict === true || table.withoutRowid === true),
  statistics: (_, told) => told.has("statistics") || told.has("options"),
} satisfies Record<Unsaid, (schema: Schema, told: Told) => boolean>;

function keysOf({ primaryKey, uniques }: Table): readonly (PrimaryKey | Unique)[] {
  return [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques];
}

function hasOptions(table: Table): boolean {
  const { foreignKeys, checks, indexes } = table;
  return (
    keysOf(table).some(hasKeyOptions) ||
    foreignKeys.some((key) => FOREIGN_KEY_OPTIONS.some((option) => key[option] !== undefined)) ||
    checks.some((check) => CHECK_OPTIONS.some((option) => check[option] !== undefined)) ||
    indexes.some((index) => index.include !== undefined || index.nullsNotDistinct !== undefined)
  );
}

function hasKeyOptions(key: PrimaryKey | Unique): boolean {
  const { deferrable, include, withoutOverlaps, onConflict } = key;
  const said = [deferrable, include, withoutOverlaps, onConflict];
  return "descending" in key || said.some((option) => option !== undefined);
}

const NOT_NULL_OPTIONS = ["notNullOnConflict", "notNullNotValid", "notNullNoInherit"] as const;
const CHECK_OPTIONS = ["noInherit", "notValid", "notEnforced"] as const;
const FOREIGN_KEY_OPTIONS = [
  "deferrable",
  "period",
  "notValid",
  "notEnforced",
  "match",
  "onDeleteColumns",
] as const;
