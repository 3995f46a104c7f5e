import { type ForeignKey } from "@limbeck/model";
import { said } from "../constraint.ts";
import { placeOf } from "../drizzle/table.ts";
import { type Built } from "../extraConfig.ts";
import { action } from "../foreignKey.ts";
import { type ModelTable, type ResolvedForeignKey } from "../modelTable.ts";
import { type SqliteReading } from "./reading.ts";

/**
 * The foreign keys of a table: those behind columns, then those of its callback. One that is said in both ways is one
 * key, and what the callback says holds, as in drizzle-kit.
 */
export function readForeignKeys(table: ModelTable, reading: SqliteReading): readonly ForeignKey[] {
  const keys = table.references.map((reference) => readForeignKey(reference, table.parts.name, reading));
  return keys.filter((key, at) => !keys.slice(at + 1).some((later) => pointsTheSame(key, later)));
}

function pointsTheSame(a: ForeignKey, b: ForeignKey): boolean {
  return JSON.stringify([a.columns, a.references]) === JSON.stringify([b.columns, b.references]);
}

function readForeignKey(
  { built: { foreignKey, reference }, options }: Built<ResolvedForeignKey>,
  table: string,
  reading: SqliteReading,
): ForeignKey {
  const columns = reference.columns.map(reading.columnName);
  const chosen = reference.name !== undefined && reading.keepsKeyNames;
  return {
    name: reference.name ?? [table, ...columns, "fkey"].join("_"),
    ...(chosen ? {} : { derivedName: true }),
    columns,
    references: {
      table: { name: placeOf(reference.foreignTable).name },
      columns: reference.foreignColumns.map(reading.columnName),
    },
    ...action("onDelete", foreignKey.onDelete),
    ...action("onUpdate", foreignKey.onUpdate),
    ...said(options, ["deferrable"], reading),
  };
}
