import { type Dialect } from "@limbeck/model";
import { KEY_OPTIONS } from "./constraint.ts";
import { type ConstraintOptions } from "./declarations/constraint.ts";
import { columnOfAnotherTable } from "./errors.ts";
import { type ExtraConfig } from "./extraConfig.ts";
import { type DrizzleColumn } from "./drizzle/columnShape.ts";
import { type DrizzleTable } from "./drizzle/drizzle.ts";
import { factOn } from "./fact.ts";
import { type ModelTable } from "./modelTable.ts";
import { isSerial } from "./type.ts";
import { misplacedDeclaration, type Warning } from "./warning.ts";

type Option = keyof ConstraintOptions;
type Kind = Exclude<keyof ExtraConfig, "said" | "strays">;

/** What can be said of each kind of thing that the callback of a table returns. */
const SAID: Readonly<Record<Dialect, Readonly<Record<Kind, readonly Option[]>>>> = {
  postgres: {
    indexes: ["include", "nullsNotDistinct"],
    checks: ["noInherit", "notValid", "notEnforced"],
    uniques: KEY_OPTIONS,
    primaryKeys: KEY_OPTIONS,
    foreignKeys: ["deferrable", "period", "notValid", "notEnforced", "match", "onDeleteColumns"],
    policies: [],
  },
  sqlite: {
    indexes: [],
    checks: [],
    uniques: ["onConflict"],
    primaryKeys: ["onConflict", "descending"],
    foreignKeys: ["deferrable"],
    policies: [],
  },
};

const NOUNS: Readonly<Record<Kind, string>> = {
  indexes: "an index",
  checks: "a check",
  uniques: "a unique constraint",
  primaryKeys: "a primary key",
  foreignKeys: "a foreign key",
  policies: "a policy",
};

/** How the declaration is called that says an option. */
const DECLARATIONS: Readonly<Record<Option, string>> = {
  deferrable: "deferrable",
  withoutOverlaps: "withoutOverlaps",
  period: "period",
  notValid: "notValid",
  notEnforced: "notEnforced",
  noInherit: "noInherit",
  match: "matchFull",
  include: "include",
  nullsNotDistinct: "nullsNotDistinct",
  onDeleteColumns: "onDeleteColumns",
  onConflict: "onConflict",
  descending: "descending",
  with: "storageParameters",
  indexComment: "indexComment",
};

const isOption = (key: string): key is Option => key in DECLARATIONS;

/** Declarations around what cannot have what they say, such as `deferrable` around an index. */
export function misplaced({ parts, extra, declared }: ModelTable, dialect: Dialect): readonly Warning[] {
  return extra.said.flatMap(({ kind, options }) =>
    Object.keys(options)
      .filter(isOption)
      .filter((option) => !SAID[dialect][kind].includes(option))
      .map((option) => misplacedDeclaration(declared.file, parts.name, DECLARATIONS[option], NOUNS[kind])),
  );
}

/** What a column has to be told of, around a table; and what only a table or a sequence has, around a column. */
export function misplacedSettings(table: DrizzleTable, { parts, declared }: ModelTable): readonly Warning[] {
  const told = (declaration: string, noun: string): Warning =>
    misplacedDeclaration(declared.file, parts.name, declaration, noun);
  const settings = Object.keys(factOn(table, "column") ?? {}).map((setting) =>
    told(setting === "options" ? "columnOptions" : setting, "a table"),
  );
  const unnamed = factOn(table, "notNull") === undefined ? [] : [told("notNullConstraint", "a table")];
  const columns = parts.columns.flatMap((column) =>
    misplacedOn(column).map(([declaration, noun]) => told(declaration, `column ${noun}`)),
  );
  return [...settings, ...unnamed, ...columns];
}

function misplacedOn(column: DrizzleColumn): readonly (readonly [declaration: string, noun: string])[] {
  const said: (readonly [string, string])[] = [];
  if (factOn(column, "unlogged") !== undefined) said.push(["unlogged", column.name]);
  if (!column.notNull && factOn(column, "notNull") !== undefined)
    said.push(["notNullConstraint", `${column.name}, which may be NULL`]);
  if (factOn(column, "sequenceComment") !== undefined && !countsItself(column))
    said.push(["sequenceComment", `${column.name}, which has no sequence of its own`]);
  return said;
}

function countsItself(column: DrizzleColumn): boolean {
  return column.generatedIdentity !== undefined || isSerial(column.getSQLType());
}

/** A column that a declaration of a table names has to be one of its own. Fails with `column-of-another-table`. */
export function checkColumn(table: object, name: string, declaration: string, column: unknown): void {
  if (typeof column !== "object" || column === null || !("table" in column) || column.table === table) return;
  throw columnOfAnotherTable(name, declaration, "name" in column ? String(column.name) : "");
}

/** Columns that a declaration names have to be of its own table. Fails with `column-of-another-table`. */
export function checkColumns({ parts, extra }: ModelTable): void {
  const own = parts.columns[0]?.table;
  for (const { options } of extra.said)
    for (const option of ["include", "onDeleteColumns", "descending"] as const)
      for (const column of options[option] ?? [])
        if (own !== undefined) checkColumn(own, parts.name, option, column);
}
