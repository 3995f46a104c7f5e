import { type Column, type Index, type Table, type Trigger } from "@limbeck/model";

import { counts } from "../sql/sqlite/column.ts";

/** What a table has that SQLite has not, in words; undefined where SQLite can keep the table. */
export function lackingTable(table: Table): string | undefined {
  const keys = [...(table.primaryKey === undefined ? [] : [table.primaryKey]), ...table.uniques];
  return (
    first(
      [table.partitionBy !== undefined || table.partitionOf !== undefined, "partitions"],
      [table.rowSecurity === true || table.policies.length > 0, "row-level security"],
      [table.exclusions.length > 0, "exclusion constraints"],
      [keys.some(({ include }) => include !== undefined), "columns that a key includes"],
      [keys.some(({ deferrable }) => deferrable !== undefined), "deferrable keys"],
      [table.uniques.some(({ nullsNotDistinct }) => nullsNotDistinct === true), "NULLS NOT DISTINCT"],
      [
        table.foreignKeys.some(({ onDeleteColumns }) => onDeleteColumns !== undefined),
        "SET NULL for some columns of a key",
      ],
      [
        table.columns.some((column) => counts(column) && !isOnlyKey(table, column)),
        "sequences beside the primary key",
      ],
      [table.columns.some(isArray), "arrays"],
    ) ?? table.indexes.map(lackingIndex).find((reason) => reason !== undefined)
  );
}

/** What an index has that SQLite has not. */
export function lackingIndex({
  method = "btree",
  include,
  nullsNotDistinct,
  elements,
}: Index): string | undefined {
  return first(
    [method !== "btree", `${method} indexes`],
    [include !== undefined, "columns that an index includes"],
    [nullsNotDistinct === true, "NULLS NOT DISTINCT"],
    [elements.some(({ operatorClass }) => operatorClass !== undefined), "operator classes"],
    [elements.some(({ nulls }) => nulls !== undefined), "NULLS FIRST and NULLS LAST in indexes"],
  );
}

/** What a trigger has that SQLite has not. */
export function lackingTrigger({ function: called, events, ...trigger }: Trigger): string | undefined {
  return first(
    [called !== undefined || trigger.body === undefined, "triggers that execute functions"],
    [events.length !== 1 || events.includes("truncate"), "triggers of several events, or of TRUNCATE"],
    [trigger.constraint === true, "constraint triggers"],
    [trigger.oldTable !== undefined || trigger.newTable !== undefined, "transition tables"],
    [trigger.enabled !== undefined, "triggers that are switched off"],
  );
}

function first(...cases: readonly (readonly [boolean, string])[]): string | undefined {
  return cases.find(([found]) => found)?.[1];
}

function isOnlyKey({ primaryKey }: Table, { name }: Column): boolean {
  return primaryKey?.columns.length === 1 && primaryKey.columns[0] === name;
}

function isArray({ type }: Column): boolean {
  return (type.canonical ?? type.written ?? "").endsWith("[]");
}
