import {
  type Column,
  type ColumnSettings,
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
  return kindsOf(schema.dialect).filter((kind) => DECLARED[kind](schema));
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
  constraintOptions: ({ tables }) => tables.some(hasOptions),
  // One that has no name asks for none, whatever is said of another.
  notNullNames: () => false,
  columnStorage: ({ tables }) => tables.some(({ columns }) => columns.some(says("storage", "compression"))),
  storageParameters: ({ tables }) =>
    tables.some((table) =>
      [table, ...keysOf(table)].some(({ with: parameters }) => parameters !== undefined),
    ),
  replicaIdentity: ({ tables }) => tables.some(({ replicaIdentity }) => replicaIdentity !== undefined),
  clusterOn: ({ tables }) => tables.some(({ clusterOn }) => clusterOn !== undefined),
  unlogged: ({ tables, sequences }) => [...tables, ...sequences].some(({ unlogged }) => unlogged === true),
  sequenceOptions: ({ sequences }) =>
    sequences.some(({ type, ownedBy }) => type !== undefined || ownedBy !== undefined),
  collations: ({ tables }) => tables.some(hasCollation),
  tableOptions: ({ tables }) => tables.some((table) => table.strict === true || table.withoutRowid === true),
  statistics: ({ tables }) => tables.some(({ columns }) => columns.some(says("statistics", "options"))),
} satisfies Record<Unsaid, (schema: Schema) => boolean>;

function says(...settings: readonly (keyof ColumnSettings)[]): (column: Column) => boolean {
  return (column) => settings.some((setting) => column[setting] !== undefined);
}

function keysOf({ primaryKey, uniques }: Table): readonly (PrimaryKey | Unique)[] {
  return [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques];
}

function hasOptions(table: Table): boolean {
  const { foreignKeys, checks, indexes } = table;
  return (
    keysOf(table).some(hasKeyOptions) ||
    table.columns.some((column) => NOT_NULL_OPTIONS.some((option) => column[option] !== undefined)) ||
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

function hasCollation({ columns }: Table): boolean {
  return columns.some(({ collation }) => collation !== undefined);
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
