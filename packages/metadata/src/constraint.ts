import { type StorageParameters } from "@limbeck/model";
import { type AnyColumn } from "./declarations/attach.ts";
import { type ConstraintOptions } from "./declarations/constraint.ts";
import { type DrizzleColumn, type NamedColumn } from "./drizzle/columnShape.ts";
import { factOn } from "./fact.ts";
import { type ModelTable } from "./modelTable.ts";
import { parameterTexts } from "./parameters.ts";
import { type Reading } from "./reading.ts";

/** The options with the names of their columns. */
export interface Said extends Omit<ConstraintOptions, "descending" | "include" | "onDeleteColumns" | "with"> {
  readonly descending?: readonly string[];
  readonly include?: readonly string[];
  readonly onDeleteColumns?: readonly string[];
  readonly with?: StorageParameters;
}

/** One object for all, so that the many that say nothing are known at a glance. */
const NOTHING: ConstraintOptions = {};

type Naming = Pick<Reading, "columnName">;

/** The options of what stands on a unique index. */
export const KEY_OPTIONS = ["include", "deferrable", "withoutOverlaps", "with", "indexComment"] as const;

/** What the declarations of declarations/constraint.ts left on a builder or column. */
export function optionsOf(object: object): ConstraintOptions {
  return factOn(object, "constraint") ?? NOTHING;
}

export function saysNothing(options: ConstraintOptions | undefined): options is undefined {
  return options === undefined || options === NOTHING;
}

/** Those of the options that a kind of constraint has, ready to be spread into a noun. */
export function said<K extends keyof Said>(
  options: ConstraintOptions | undefined,
  kinds: readonly K[],
  reading: Naming,
): Pick<Said, K> {
  if (saysNothing(options)) return {} as Pick<Said, K>;
  const { descending, include, onDeleteColumns, with: parameters, notValid, ...plain } = options;
  const names = (columns: ConstraintOptions["include"]) => columns?.map((column) => nameOf(column, reading));
  const all: Said = {
    ...plain,
    // The server holds nothing that is not enforced for validated.
    ...(notValid === undefined || plain.notEnforced === true ? {} : { notValid }),
    ...(descending === undefined ? {} : { descending: names(descending) ?? [] }),
    ...(include === undefined ? {} : { include: names(include) ?? [] }),
    ...(onDeleteColumns === undefined ? {} : { onDeleteColumns: names(onDeleteColumns) ?? [] }),
    ...(parameters === undefined ? {} : { with: parameterTexts(parameters) }),
  };
  const found = kinds.flatMap((kind) => (all[kind] === undefined ? [] : [[kind, all[kind]] as const]));
  return Object.fromEntries(found) as Pick<Said, K>;
}

/** The name of a column that a declaration was given, as the database has it. */
export function nameOf(column: AnyColumn, { columnName }: Naming): string {
  // Every column of Drizzle has a name; the declarations ask for less, so that both majors fit.
  return columnName(column as AnyColumn & NamedColumn);
}

/** Whether a foreign key stands behind the column: then what is said around the column is said of that. */
export function isReference({ parts, references }: ModelTable, column: DrizzleColumn): boolean {
  const { inlineForeignKeys: inline } = parts;
  return references.some(
    ({ built: { foreignKey, reference } }) =>
      reference.columns[0]?.name === column.name && inline.includes(foreignKey),
  );
}
