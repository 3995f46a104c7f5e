import { type Table } from "@limbeck/model";
import { readChecks } from "./check.ts";
import { readColumn } from "./column.ts";
import { commentOf } from "./comment.ts";
import { type DrizzleTable } from "./drizzle/drizzle.ts";
import { readExclusions } from "./exclusion.ts";
import { readForeignKeys } from "./foreignKey.ts";
import { type ModelTable } from "./modelTable.ts";
import { readPartitionKey } from "./partition.ts";
import { readPolicies } from "./policy.ts";
import { readPrimaryKey } from "./primaryKey.ts";
import { type Reading } from "./reading.ts";
import { readRowSecurity } from "./rowSecurity.ts";
import { tableSettingsOf } from "./tableSettings.ts";
import { readIndexes } from "./tableIndex.ts";
import { mergeIntoKey, readUniques } from "./unique.ts";

/** Reads a table; `tables` are the names of all tables of the models. */
export function readTable(
  table: DrizzleTable,
  model: ModelTable,
  tables: ReadonlySet<string>,
  reading: Reading,
): Table {
  const { name, schema, columns } = model.parts;
  const primaryKey = readPrimaryKey(model, reading);
  const inKey = new Set(primaryKey?.columns);
  const policies = readPolicies(model, reading);
  return {
    ...reading.qualified(schema, name),
    ...readPartitionKey(table, name, model.declared, reading),
    columns: columns.map((column) => readColumn(column, name, inKey, reading)),
    ...mergeIntoKey(name, primaryKey, readUniques(model, tables, reading)),
    foreignKeys: readForeignKeys(model, reading),
    checks: readChecks(model, reading),
    exclusions: readExclusions(table, name, model.declared, reading),
    indexes: readIndexes(model, reading),
    policies,
    ...readRowSecurity(table, model.parts, policies),
    ...tableSettingsOf(table),
    ...commentOf(table),
  };
}
