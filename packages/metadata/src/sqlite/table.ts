import { emptyTable, type Table } from "@limbeck/model";
import { type DrizzleTable } from "../drizzle/drizzle.ts";
import { factOn } from "../fact.ts";
import { type ModelTable } from "../modelTable.ts";
import { readChecks } from "./check.ts";
import { readColumn } from "./column.ts";
import { readForeignKeys } from "./foreignKey.ts";
import { readPrimaryKey, rowNumber } from "./primaryKey.ts";
import { type SqliteReading } from "./reading.ts";
import { readIndexes } from "./tableIndex.ts";
import { readUniques } from "./unique.ts";

/** Reads a table; `tables` are the names of all tables of the models. */
export function readTable(
  table: DrizzleTable,
  model: ModelTable,
  tables: ReadonlySet<string>,
  reading: SqliteReading,
): Table {
  const { name, columns } = model.parts;
  const settings = factOn(table, "sqliteTable") ?? {};
  const primaryKey = readPrimaryKey(model, reading);
  const number = rowNumber(model, primaryKey, reading);
  const filled = settings.withoutRowid === true ? (primaryKey?.columns ?? []) : [number ?? []].flat();
  const place = { table: name, filled: new Set(filled) };
  const { uniques, indexes } = readUniques(model, tables, reading);
  return {
    ...emptyTable({ name }),
    ...settings,
    columns: columns.map((column) => readColumn(column, place, reading)),
    ...(primaryKey === undefined ? {} : { primaryKey }),
    uniques,
    foreignKeys: readForeignKeys(model, reading),
    checks: readChecks(model, reading),
    indexes: [...indexes, ...readIndexes(model, reading)],
  };
}
