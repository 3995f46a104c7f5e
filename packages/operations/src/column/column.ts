import { type Column, type QualifiedName, type Schema, showName } from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ColumnInput, column, columnInput } from "../input/columnInput.ts";
import { keeping, type KeepRights } from "../input/keepRights.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type Hazard } from "../hazard.ts";
import {
  backFromCreate,
  backFromDrop,
  type IfExists,
  ifExistsOf,
  ifExistsSql,
  type IfNotExists,
  ifNotExistsOf,
  ifNotExistsSql,
  optionArgs,
} from "../ifExists.ts";
import { hasColumn, hasTable } from "../isThere.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { ref, reverseTouches, type Touches } from "../ref.ts";
import { handDown } from "../partition/columns.ts";
import { changeTable, removeOne } from "../schemaChange.ts";
import { giveColumnRights, keepColumnRights } from "../sql/columnRights.ts";
import { columnSettingsSql } from "../sql/columnSettings.ts";
import { columnSql, ownSequence } from "../sql/column.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { lateNotNullSql } from "../sql/notNull.ts";
import { ownSequenceCommentSql, serialStatements } from "../sql/serial.ts";
import { columnCommentSql } from "../sql/table.ts";
import { columnIsMissing, unlessThereSql } from "../sql/unlessThere.ts";
import { columnAmong, columnNeeds, notNullRefs, ownSequenceRefs, readByGenerated } from "../table/touches.ts";
import { addColumnPlan, dropColumnPlan } from "../rebuild/alter.ts";

/** How a column is added. */
export interface ColumnAdd extends KeepRights, IfNotExists {}

export interface AddColumn extends ColumnAdd {
  readonly kind: "addColumn";
  readonly table: QualifiedName;
  readonly column: Column;
}

/** How a column is dropped. */
export interface ColumnDrop extends KeepRights, IfExists {}

export interface DropColumn extends ColumnDrop {
  readonly kind: "dropColumn";
  readonly table: QualifiedName;
  readonly name: string;
  /** What is dropped; known where autogenerate made the operation. */
  readonly column?: Column;
}

export const columnOperations = {
  /**
   * Adds a column: `op.addColumn("tasks", { name: "due", type: "date" })`. With `{ ifNotExists: true }` a column of that name stays as it is;
   * the opposite, a drop with `{ ifExists: true }`, drops it all the same. With `{ keepRights: true }` it gets the rights of the one that was dropped
   * with the same word.
   */
  addColumn: operation({
    directive: (table: NameInput, input: ColumnInput, options: ColumnAdd = {}): AddColumn => ({
      kind: "addColumn",
      table: qualifiedName(table),
      column: column(input),
      ...addOf(options),
    }),
    args: (op): [NameInput, ColumnInput, ColumnAdd?] => [
      nameInput(op.table),
      columnInput(op.column),
      ...optionArgs(addOf(op)),
    ],
    reverse: (op): DropColumn => ({
      kind: "dropColumn",
      table: op.table,
      name: op.column.name,
      column: op.column,
      ...keeping(op),
      ...backFromCreate(op),
    }),
    describe: (op) => `column ${showName(op.table)}.${op.column.name}: added`,
    apply: (schema, op) =>
      op.ifNotExists === true && hasColumn(schema, op.table, op.column)
        ? schema
        : changeTable(schema, op.table, (table) => ({ ...table, columns: [...table.columns, op.column] })),
    touches: (op) => columnTouches(op.table, op.column),
    hazards: (op) => addHazards(op),
    compile: {
      postgres: (op) => statements(...addSql(op)),
      sqlite: addColumnPlan,
    },
  }),

  /**
   * Drops a column with its values. Indexes and constraints over it go with it unless they were dropped before. With `{ ifExists: true }` one that
   * is not there is passed over.
   */
  dropColumn: operation({
    directive: (table: NameInput, name: string, options: ColumnDrop = {}): DropColumn => ({
      kind: "dropColumn",
      table: qualifiedName(table),
      name,
      ...dropOf(options),
    }),
    args: (op): [NameInput, string, ColumnDrop?] => [nameInput(op.table), op.name, ...optionArgs(dropOf(op))],
    reverse: (op): AddColumn | Irreversible =>
      op.column === undefined
        ? irreversible(`what column ${showName(op.table)}.${op.name} was is not known`)
        : { kind: "addColumn", table: op.table, column: op.column, ...keeping(op), ...backFromDrop(op) },
    describe: (op) => `column ${showName(op.table)}.${op.name}: removed`,
    apply: (schema, op) =>
      op.ifExists === true && hasTable(schema, op.table) && !hasColumn(schema, op.table, op)
        ? schema
        : withoutColumn(schema, op),
    touches: (op) =>
      op.column === undefined
        ? {
            makes: [],
            breaks: [...columnAmong(op.table, { name: op.name }), ref.ofRow(op.name)],
            needs: [ref.relation(op.table)],
          }
        : reverseTouches(columnTouches(op.table, op.column)),
    hazards: (op) => dropHazards(op),
    compile: {
      postgres: (op) =>
        statements(
          ...(op.keepRights === true ? [keepColumnRights(op.table, op.name)] : []),
          `ALTER TABLE ${quoteName(op.table)} DROP COLUMN ${ifExistsSql(op)}${quoteIdentifier(op.name)}`,
        ),
      sqlite: dropColumnPlan,
    },
  }),
};

function addOf(options: ColumnAdd): ColumnAdd {
  return { ...keeping(options), ...ifNotExistsOf(options) };
}

function dropOf(options: ColumnDrop): ColumnDrop {
  return { ...keeping(options), ...ifExistsOf(options) };
}

/** All that it takes; of several statements, none where the column is there. */
function addSql({ table, column, keepRights, ...options }: AddColumn): readonly string[] {
  const add = (said: IfNotExists): string =>
    `ALTER TABLE ${quoteName(table)} ADD COLUMN ${ifNotExistsSql(said)}${columnSql(column)}`;
  const more = [
    ...(ownSequence(column) ? serialStatements(table, column) : []),
    ...lateNotNullSql(table, column),
    ...columnSettingsSql(table, column),
    ...columnCommentSql(table, column),
    ...ownSequenceCommentSql(table, column),
    ...(keepRights === true ? [giveColumnRights(table, column.name)] : []),
  ];
  return options.ifNotExists === true && more.length > 0
    ? [unlessThereSql(columnIsMissing(table, column.name), [add({}), ...more])]
    : [add(options), ...more];
}

function withoutColumn(schema: Schema, { table: from, name: column }: DropColumn): Schema {
  const handed = handDown(schema, from, column, ["nullable", "default", "comment"]);
  const what = `column ${showName(from)}.${column}`;
  return changeTable(handed, from, (table) => ({
    ...table,
    columns: removeOne(table.columns, ({ name }) => name === column, what),
  }));
}

function columnTouches(table: QualifiedName, column: Column): Touches {
  return {
    makes: [
      ...columnAmong(table, column),
      ref.ofRow(column.name),
      ...notNullRefs(table, column.notNullName),
      ...ownSequenceRefs(table, column),
    ],
    breaks: [],
    needs: [
      ref.relation(table),
      ...columnNeeds(column),
      ...(column.generated === undefined ? [] : readByGenerated(table)),
    ],
  };
}

function addHazards({ table, column }: AddColumn): readonly Hazard[] {
  const filled =
    column.nullable ||
    column.default !== undefined ||
    column.identity !== undefined ||
    column.generated !== undefined;
  if (filled) return noHazards();
  const name = `${showName(table)}.${column.name}`;
  return [
    { code: "fails-on-rows", message: `${name} is NOT NULL without a default: fails if the table has rows` },
  ];
}

function dropHazards({ table, name, column }: DropColumn): readonly Hazard[] {
  // The values of a generated column can be computed again.
  if (column?.generated !== undefined) return noHazards();
  const message = `drops column ${showName(table)}.${name} and its values`;
  return [{ code: "loses-column", message, loses: [{ kind: "column", table, column: name }] }];
}
