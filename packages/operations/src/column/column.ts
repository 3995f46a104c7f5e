import { type Column, type QualifiedName, showName } from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ColumnInput, column, columnInput } from "../input/columnInput.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type Hazard } from "../hazard.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { ref, reverseTouches, type Touches } from "../ref.ts";
import { handDown } from "../partition/columns.ts";
import { changeTable, removeOne } from "../schemaChange.ts";
import { columnSettingsSql } from "../sql/columnSettings.ts";
import { columnSql, ownSequence } from "../sql/column.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { lateNotNullSql } from "../sql/notNull.ts";
import { ownSequenceCommentSql, serialStatements } from "../sql/serial.ts";
import { columnCommentSql } from "../sql/table.ts";
import { columnAmong, columnNeeds, notNullRefs, plainColumns } from "../table/touches.ts";
import { addColumnPlan, dropColumnPlan } from "../rebuild/alter.ts";

export interface AddColumn {
  readonly kind: "addColumn";
  readonly table: QualifiedName;
  readonly column: Column;
}

export interface DropColumn {
  readonly kind: "dropColumn";
  readonly table: QualifiedName;
  readonly name: string;
  /** What is dropped; known where autogenerate made the operation. */
  readonly column?: Column;
}

export const columnOperations = {
  /** Adds a column: `op.addColumn("tasks", { name: "due", type: "date" })`. */
  addColumn: operation({
    directive: (table: NameInput, input: ColumnInput): AddColumn => ({
      kind: "addColumn",
      table: qualifiedName(table),
      column: column(input),
    }),
    args: (op) => [nameInput(op.table), columnInput(op.column)],
    reverse: (op): DropColumn => ({
      kind: "dropColumn",
      table: op.table,
      name: op.column.name,
      column: op.column,
    }),
    describe: (op) => `column ${showName(op.table)}.${op.column.name}: added`,
    apply: (schema, op) =>
      changeTable(schema, op.table, (table) => ({ ...table, columns: [...table.columns, op.column] })),
    touches: (op) => columnTouches(op.table, op.column),
    hazards: (op) => addHazards(op),
    compile: {
      postgres: ({ table, column }) =>
        statements(
          `ALTER TABLE ${quoteName(table)} ADD COLUMN ${columnSql(column)}`,
          ...(ownSequence(column) ? serialStatements(table, column) : []),
          ...lateNotNullSql(table, column),
          ...columnSettingsSql(table, column),
          ...columnCommentSql(table, column),
          ...ownSequenceCommentSql(table, column),
        ),
      sqlite: addColumnPlan,
    },
  }),

  /** Drops a column with its values. Indexes and constraints over it go with it unless they were dropped before. */
  dropColumn: operation({
    directive: (table: NameInput, name: string): DropColumn => ({
      kind: "dropColumn",
      table: qualifiedName(table),
      name,
    }),
    args: (op) => [nameInput(op.table), op.name],
    reverse: (op): AddColumn | Irreversible =>
      op.column === undefined
        ? irreversible(`what column ${showName(op.table)}.${op.name} was is not known`)
        : { kind: "addColumn", table: op.table, column: op.column },
    describe: (op) => `column ${showName(op.table)}.${op.name}: removed`,
    apply: (schema, op) =>
      changeTable(
        handDown(schema, op.table, op.name, ["nullable", "default", "comment"]),
        op.table,
        (table) => ({
          ...table,
          columns: removeOne(
            table.columns,
            ({ name }) => name === op.name,
            `column ${showName(op.table)}.${op.name}`,
          ),
        }),
      ),
    touches: (op) =>
      op.column === undefined
        ? {
            makes: [],
            breaks: columnAmong(op.table, { name: op.name }),
            needs: [ref.relation(op.table)],
          }
        : reverseTouches(columnTouches(op.table, op.column)),
    hazards: (op) => dropHazards(op),
    compile: {
      postgres: (op) =>
        statements(`ALTER TABLE ${quoteName(op.table)} DROP COLUMN ${quoteIdentifier(op.name)}`),
      sqlite: dropColumnPlan,
    },
  }),
};

function columnTouches(table: QualifiedName, column: Column): Touches {
  return {
    makes: [...columnAmong(table, column), ...notNullRefs(table, column.notNullName)],
    breaks: [],
    needs: [
      ref.relation(table),
      ...columnNeeds(column),
      ...(column.generated === undefined ? [] : [plainColumns(table)]),
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
