import { type Column, nameKey, nameOf, type Schema, type Table } from "@limbeck/model";
import { defined, type Operation } from "@limbeck/operations";

import { breakCycles } from "../order/cycles.ts";
import { columnChanges } from "./columns.ts";
import { sayUnnamed } from "./memberKinds.ts";
import { keyOf, memberOperations } from "./members.ts";
import { standingOn } from "./standing.ts";

/**
 * The operations that turn one schema of SQLite into another. `after` is in the words of the start. What changes in one table stands
 * together, so that it is one rebuild where one is needed; views and triggers that change make way before and come after.
 * `renamed`: whether something takes another name first.
 */
export function diffOnSqlite(before: Schema, after: Schema, renamed: boolean): readonly Operation[] {
  const old = new Map(before.tables.map((table) => [nameKey(table), table]));
  const kept = after.tables.flatMap((table) => {
    const was = old.get(nameKey(table));
    return was === undefined ? [] : [{ before: was, after: table }];
  });
  const changes = kept.flatMap((pair) => tableOperations(pair.before, pair.after));
  const standing = standingOn(before, after, renamed || changes.length > 0);
  return [
    ...standing.dropped,
    ...takenIndexes(before, after),
    ...createTables(notIn(after.tables, before.tables)),
    ...withoutTaken(changes, before, after),
    ...dropTables(notIn(before.tables, after.tables), before, after),
    ...standing.created,
  ];
}

function notIn(tables: readonly Table[], others: readonly Table[]): readonly Table[] {
  const names = new Set(others.map(nameKey));
  return tables.filter((table) => !names.has(nameKey(table)));
}

/** In foreign-key order as far as there is one: SQLite asks for the other table when rows come, not before. */
function inOrder(tables: readonly Table[]): readonly Table[] {
  const byName = new Map(tables.map((table) => [nameKey(table), table]));
  return breakCycles(tables).tables.map((table) => byName.get(nameKey(table)) ?? table);
}

function createTables(tables: readonly Table[]): readonly Operation[] {
  return inOrder(tables).map((table) => ({ kind: "createTable", table: withUnnamed(table) }));
}

function withUnnamed(table: Table): Table {
  const [primaryKey] = keyOf(table).map(sayUnnamed);
  return {
    ...table,
    ...(primaryKey === undefined ? {} : { primaryKey }),
    uniques: table.uniques.map(sayUnnamed),
    foreignKeys: table.foreignKeys.map(sayUnnamed),
    checks: table.checks.map(sayUnnamed),
  };
}

function dropTables(tables: readonly Table[], before: Schema, after: Schema): readonly Operation[] {
  const taken = takenNames(before, after);
  return [...inOrder(tables)].reverse().map((table) => ({
    kind: "dropTable",
    name: nameOf(table),
    table: { ...withUnnamed(table), indexes: table.indexes.filter(({ name }) => !taken.has(name)) },
  }));
}

/** The names of indexes that go from one table and come to another: SQLite has one name space for all of them. */
function takenNames(before: Schema, after: Schema): ReadonlySet<string> {
  const owner = new Map(
    before.tables.flatMap((table) => table.indexes.map(({ name }) => [name, nameKey(table)])),
  );
  const moves = after.tables.flatMap((table) =>
    table.indexes.filter(({ name }) => owner.has(name) && owner.get(name) !== nameKey(table)),
  );
  return new Set(moves.map(({ name }) => name));
}

function takenIndexes(before: Schema, after: Schema): readonly Operation[] {
  const taken = takenNames(before, after);
  return before.tables.flatMap((table) =>
    table.indexes
      .filter(({ name }) => taken.has(name))
      .map((definition): Operation => ({
        kind: "dropIndex",
        table: nameOf(table),
        name: definition.name,
        definition,
      })),
  );
}

function withoutTaken(changes: readonly Operation[], before: Schema, after: Schema): readonly Operation[] {
  const taken = takenNames(before, after);
  return changes.filter((op) => !(op.kind === "dropIndex" && taken.has(op.name)));
}

function tableOperations(before: Table, after: Table): readonly Operation[] {
  const { dropped, created } = memberOperations(before, after);
  return [...dropped, ...columnOperations(before, after), ...settings(before, after), ...created];
}

function columnOperations(before: Table, after: Table): readonly Operation[] {
  const table = nameOf(after);
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const names = new Set(after.columns.map(({ name }) => name));
  const altered = (was: Column, column: Column): readonly Operation[] => {
    const changes = columnChanges(was, column);
    return Object.keys(changes).length === 0
      ? []
      : [{ kind: "alterColumn", table, column: column.name, changes }];
  };
  return [
    ...before.columns
      .filter(({ name }) => !names.has(name))
      .map((column): Operation => ({ kind: "dropColumn", table, name: column.name, column })),
    ...after.columns.flatMap((column): readonly Operation[] => {
      const was = old.get(column.name);
      return was === undefined ? [{ kind: "addColumn", table, column }] : altered(was, column);
    }),
  ];
}

function settings(before: Table, after: Table): readonly Operation[] {
  const switched = (was: true | undefined, is: true | undefined) =>
    was === is ? undefined : { from: was === true, to: is === true };
  const changes = defined({
    strict: switched(before.strict, after.strict),
    withoutRowid: switched(before.withoutRowid, after.withoutRowid),
  });
  return Object.keys(changes).length === 0 ? [] : [{ kind: "alterTable", table: nameOf(after), changes }];
}
