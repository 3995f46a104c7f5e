import {
  type Column,
  type ColumnSettings,
  type Schema,
  type Table,
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
  statistics: ({ tables }) => tables.some(({ columns }) => columns.some(says("statistics", "options"))),
} satisfies Record<Unsaid, (schema: Schema) => boolean>;

function says(...settings: readonly (keyof ColumnSettings)[]): (column: Column) => boolean {
  return (column) => settings.some((setting) => column[setting] !== undefined);
}

function hasOptions({ primaryKey, uniques, foreignKeys, checks, indexes }: Table): boolean {
  const keys = [...(primaryKey === undefined ? [] : [primaryKey]), ...uniques];
  return (
    keys.some((key) => key.deferrable !== undefined || key.include !== undefined) ||
    foreignKeys.some((key) => OPTIONS.some((option) => key[option] !== undefined)) ||
    checks.some((check) => check.noInherit !== undefined || check.notValid !== undefined) ||
    indexes.some((index) => index.include !== undefined || index.nullsNotDistinct !== undefined)
  );
}

const OPTIONS = ["deferrable", "notValid", "match", "onDeleteColumns"] as const;
