import { type Column, nameOf, type Table } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { defaultCalls } from "../function/heldDefaults.ts";
import { callsAny, checkReads, indexCallsAny, indexReads } from "../mentions.ts";

/** A table, and what of it comes after it and goes before it. */
export interface Apart {
  readonly table: Table;
  readonly create: readonly Operation[];
  readonly drop: readonly Operation[];
}

/** Takes out of a table what calls one of the functions, which need the table to be there. */
export function apart(table: Table, functions: ReadonlySet<string>): Apart {
  if (functions.size === 0) return { table, create: [], drop: [] };
  const computed = table.columns.filter(({ generated }) => callsAny(generated?.expression, functions));
  const gone = new Set(computed.map(({ name }) => name));
  const isFree = (column: Column): boolean => !defaultCalls(column.default, functions);
  const left = membersLeft(table, functions, gone);
  const columns = table.columns.filter(({ name }) => !gone.has(name));
  const name = nameOf(table);
  const set = columns.filter((column) => !isFree(column));
  const taken = takenOut(table, left);
  return {
    table: { ...left, columns: columns.map((column) => (isFree(column) ? column : bare(column))) },
    create: [
      ...computed.map((column): Operation => ({ kind: "addColumn", table: name, column })),
      ...set.map((column) => changeDefault(table, column, "to")),
      ...taken.map(({ create, definition }) => ({ kind: create, table: name, definition }) as Operation),
    ],
    drop: [
      ...taken.map(
        ({ drop, definition }) =>
          ({ kind: drop, table: name, name: definition.name, definition }) as Operation,
      ),
      ...set.map((column) => changeDefault(table, column, "from")),
      ...computed.map((column): Operation => ({
        kind: "dropColumn",
        table: name,
        name: column.name,
        column,
      })),
    ],
  };
}

function bare({ default: _, ...column }: Column): Column {
  return column;
}

function changeDefault(table: Table, column: Column, side: "from" | "to"): Operation {
  const value = column.default ?? null;
  const change = side === "to" ? { from: null, to: value } : { from: value, to: null };
  return { kind: "alterColumn", table: nameOf(table), column: column.name, changes: { default: change } };
}

/** The table with those members only that neither call one of the functions nor stand on a column that does. */
function membersLeft(table: Table, functions: ReadonlySet<string>, gone: ReadonlySet<string>): Table {
  const stays = ({ columns, include = [] }: { columns: readonly string[]; include?: readonly string[] }) =>
    ![...columns, ...include].some((column) => gone.has(column));
  const { primaryKey, ...rest } = table;
  return {
    ...rest,
    ...(primaryKey !== undefined && stays(primaryKey) ? { primaryKey } : {}),
    uniques: table.uniques.filter(stays),
    foreignKeys: table.foreignKeys.filter(stays),
    checks: table.checks.filter(
      (check) => !callsAny(check.expression, functions) && !checkReads(check, gone),
    ),
    exclusions: table.exclusions.filter((one) => !indexCallsAny(one, functions) && !indexReads(one, gone)),
    indexes: table.indexes.filter((one) => !indexCallsAny(one, functions) && !indexReads(one, gone)),
  };
}

const KINDS = [
  ["uniques", "createUnique", "dropUnique"],
  ["checks", "createCheck", "dropCheck"],
  ["exclusions", "createExclude", "dropExclude"],
  ["indexes", "createIndex", "dropIndex"],
  ["foreignKeys", "createForeignKey", "dropForeignKey"],
] as const;

function takenOut(table: Table, left: Table) {
  const key =
    table.primaryKey !== undefined && left.primaryKey === undefined
      ? [{ create: "createPrimaryKey", drop: "dropPrimaryKey", definition: table.primaryKey }]
      : [];
  return [
    ...key,
    ...KINDS.flatMap(([part, create, drop]) => {
      const stay = new Set<unknown>(left[part]);
      return table[part].flatMap((definition) =>
        stay.has(definition) ? [] : [{ create, drop, definition }],
      );
    }),
  ];
}
