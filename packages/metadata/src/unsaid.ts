import {
  type Column,
  type ColumnSettings,
  type PrimaryKey,
  type Schema,
  type Table,
  type Unique,
  UNSAID,
  type Unsaid,
} from "@limbeck/model";

/** Of what Drizzle has no words for, the kinds that the models declare something of. */
export function declaredKinds(schema: Schema): readonly Unsaid[] {
  return UNSAID.filter((kind) => DECLARED[kind](schema));
}

const DECLARED = {
  exclusions: ({ tables }) => tables.some(({ exclusions }) => exclusions.length > 0),
  constraintOptions: ({ tables }) => tables.some(hasOptions),
  columnStorage: ({ tables }) => tables.some(({ columns }) => columns.some(says("storage", "compression"))),
  storageParameters: ({ tables }) =>
    tables.some((table) =>
      [table, ...keysOf(table)].some(({ with: parameters }) => parameters !== undefined),
    ),
  unlogged: ({ tables, sequences }) => [...tables, ...sequences].some(({ unlogged }) => unlogged === true),
  sequenceOptions: ({ sequences }) =>
    sequences.some(({ type, ownedBy }) => type !== undefined || ownedBy !== undefined),
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
    keysOf(table).some((key) => key.deferrable !== undefined || key.include !== undefined) ||
    foreignKeys.some((key) => FOREIGN_KEY_OPTIONS.some((option) => key[option] !== undefined)) ||
    checks.some((check) => CHECK_OPTIONS.some((option) => check[option] !== undefined)) ||
    indexes.some((index) => index.include !== undefined || index.nullsNotDistinct !== undefined)
  );
}

const CHECK_OPTIONS = ["noInherit", "notValid", "notEnforced"] as const;
const FOREIGN_KEY_OPTIONS = ["deferrable", "notValid", "notEnforced", "match", "onDeleteColumns"] as const;
