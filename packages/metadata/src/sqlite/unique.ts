import { type Index, type Unique } from "@limbeck/model";
import { isReference, optionsOf, said } from "../constraint.ts";
import { type ConstraintOptions } from "../declarations/constraint.ts";
import { type DrizzleColumn } from "../drizzle/columnShape.ts";
import { type ModelTable } from "../modelTable.ts";
import { type SqliteReading } from "./reading.ts";

/** What `unique()` says, behind a column or in the callback. */
interface SaidUnique {
  readonly name: string;
  readonly derivedName?: true;
  readonly columns: readonly string[];
  readonly options: ConstraintOptions;
}

export interface ReadUniques {
  readonly uniques: readonly Unique[];
  readonly indexes: readonly Index[];
}

/**
 * What `unique()` makes of a table: a unique index, as drizzle-kit 0.31 makes it. One that says what becomes of a row that
 * is there twice (`onConflict`) is a constraint, because an index cannot say that. `tables` are the names of all tables of
 * the models.
 */
export function readUniques(
  table: ModelTable,
  tables: ReadonlySet<string>,
  reading: SqliteReading,
): ReadUniques {
  const all = [...ofColumns(table, tables, reading), ...ofTable(table, reading)].reduce(merge, []);
  const isConstraint = ({ options }: SaidUnique): boolean => options.onConflict !== undefined;
  return {
    uniques: all.filter(isConstraint).map((one) => constraint(one, reading)),
    indexes: all.filter((one) => !isConstraint(one)).map(index),
  };
}

/** Whether what is said around a column is said of its foreign key or its unique constraint, and not of its primary key. */
export function isSpokenFor(table: ModelTable, column: DrizzleColumn): boolean {
  return isReference(table, column) || column.isUnique;
}

function ofColumns(
  table: ModelTable,
  tables: ReadonlySet<string>,
  { adapter, columnName }: SqliteReading,
): readonly SaidUnique[] {
  const { name: tableName, columns } = table.parts;
  return columns
    .filter(({ isUnique }) => isUnique)
    .map((column) => {
      const { name, uniqueName } = column;
      const chosen = uniqueName !== undefined && !adapter.isFilledIn(uniqueName, name, tables);
      return {
        ...(chosen ? { name: uniqueName } : derived(tableName, [name])),
        columns: [columnName(column)],
        options: isReference(table, column) ? {} : optionsOf(column),
      };
    });
}

function ofTable({ parts, extra }: ModelTable, { columnName }: SqliteReading): readonly SaidUnique[] {
  return extra.uniques.map(({ built, options = {} }) => {
    const own = derived(
      parts.name,
      built.columns.map(({ name }) => name),
    );
    // 0.45 does not tell its own name from one that was chosen.
    const chosen = built.isNameExplicit ?? built.name !== own.name;
    return { ...(chosen ? { name: built.name } : own), columns: built.columns.map(columnName), options };
  });
}

function derived(table: string, columns: readonly string[]): Pick<SaidUnique, "name" | "derivedName"> {
  return { name: [table, ...columns, "unique"].join("_"), derivedName: true };
}

/** Two that say the same are one; the name that the author chose wins. */
function merge(kept: readonly SaidUnique[], unique: SaidUnique): readonly SaidUnique[] {
  const twin = kept.find(({ columns }) => JSON.stringify(columns) === JSON.stringify(unique.columns));
  if (twin === undefined) return [...kept, unique];
  const winner = twin.derivedName === true && unique.derivedName !== true ? unique : twin;
  return kept.map((other) => (other === twin ? winner : other));
}

function constraint({ options, ...unique }: SaidUnique, reading: SqliteReading): Unique {
  return { ...unique, ...said(options, ["onConflict"], reading) };
}

function index({ columns, options: _, ...name }: SaidUnique): Index {
  return {
    ...name,
    unique: true,
    elements: columns.map((column) => ({ kind: "column", column })),
  };
}
