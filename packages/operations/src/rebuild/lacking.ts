import { type Column, type Index, type Table, type Trigger } from "@limbeck/model";

import { counts } from "../sql/sqlite/column.ts";
import { bareExpression, isMoment } from "../sql/sqlite/expression.ts";
import { calledIn } from "./words.ts";

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
    ) ??
    table.columns.map(lackingColumn).find((reason) => reason !== undefined) ??
    table.indexes.map(lackingIndex).find((reason) => reason !== undefined)
  );
}

/** Those of PostgreSQL that stand in defaults. SQLite takes a default that calls any function, and then takes no row that needs it. */
const POSTGRES_FUNCTIONS: ReadonlySet<string> = new Set([
  "age",
  "clock_timestamp",
  "current_setting",
  "date_part",
  "date_trunc",
  "gen_random_bytes",
  "gen_random_uuid",
  "jsonb_build_array",
  "jsonb_build_object",
  "md5",
  "nextval",
  "now",
  "statement_timestamp",
  "timezone",
  "to_char",
  "to_timestamp",
  "transaction_timestamp",
  "uuid_generate_v1",
  "uuid_generate_v4",
  "uuidv4",
  "uuidv7",
]);

/** Words of PostgreSQL for which SQLite would put the word itself into the rows. */
const POSTGRES_WORDS =
  /^(?:current_(?:catalog|role|schema|user)|localtime|localtimestamp|session_user|user)$/i;

/** What a column has that SQLite has not. */
export function lackingColumn(column: Column): string | undefined {
  return isArray(column) ? "arrays" : lackingDefault(column);
}

/** What a default calls that SQLite has not, where an author says so; what is there already may be a function of the application. */
function lackingDefault({ default: value }: Column): string | undefined {
  if (value?.kind !== "expression" || value.written === undefined || isMoment(value)) return undefined;
  const [word] = POSTGRES_WORDS.exec(bareExpression(value.written)) ?? [];
  if (word !== undefined) return `default ${word}`;
  const called = calledIn(value.written).find((name) => POSTGRES_FUNCTIONS.has(name));
  return called === undefined ? undefined : `function ${called}()`;
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
