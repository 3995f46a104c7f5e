import {
  type Column,
  isPartition,
  type QualifiedName,
  sameName,
  type Schema,
  showName,
} from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { changePartitionColumn, handDown } from "../partition/columns.ts";
import { changeTable, replaceOne } from "../schemaChange.ts";
import { renameColumnIn } from "../table/renameColumn.ts";
import { alterHazards } from "./alterColumnHazards.ts";
import { alterColumnSql } from "./alterColumnSql.ts";
import { alterTouches } from "./alterColumnTouches.ts";
import {
  changeColumn,
  type ColumnChanges,
  columnChanges,
  type ColumnChangesInput,
  columnChangesInput,
  reverseChanges,
} from "./changes.ts";
import { describeChanges } from "./describe.ts";
import { alterColumnPlan } from "../rebuild/alter.ts";

export interface AlterColumn {
  readonly kind: "alterColumn";
  readonly table: QualifiedName;
  readonly column: string;
  readonly changes: ColumnChanges;
  /**
   * Of a partition: the tables above it whose column changes too, and hands that down to it. What is otherwise here ends before that,
   * or begins after it; known where autogenerate made the operation.
   */
  readonly above?: { readonly tables: readonly QualifiedName[]; readonly ends: boolean };
  /**
   * Of a type that holds rows of these tables, which are written anew while the column is of another one: whether it leaves that type before,
   * or takes it after that; known where autogenerate made the operation.
   */
  readonly rows?: { readonly tables: readonly WrittenTable[]; readonly leaves: boolean };
}

/** A table that is written anew, by its columns that go, come and change. */
export interface WrittenTable {
  readonly name: QualifiedName;
  readonly gone: readonly string[];
  readonly come: readonly string[];
  readonly changed: readonly string[];
}

export const alterColumnOperations = {
  /**
   * Changes a column: `op.alterColumn("tasks", "title", { type: { from: "varchar(100)", to: "text" } })`. A change may
   * leave out what was there, `{ nullable: false }`, where nobody needs the way back.
   */
  alterColumn: operation({
    directive: (table: NameInput, column: string, changes: ColumnChangesInput): AlterColumn => ({
      kind: "alterColumn",
      table: qualifiedName(table),
      column,
      changes: columnChanges(changes),
    }),
    args: (op): [NameInput, string, ColumnChangesInput] => [
      nameInput(op.table),
      op.column,
      columnChangesInput(op.changes),
    ],
    reverse: (op): AlterColumn | Irreversible => {
      const changes = reverseChanges(op.changes);
      if (changes === undefined)
        return irreversible(`what column ${showName(op.table)}.${op.column} was is not known`);
      const above = op.above === undefined ? {} : { above: { ...op.above, ends: !op.above.ends } };
      const rows = op.rows === undefined ? {} : { rows: { ...op.rows, leaves: !op.rows.leaves } };
      return { ...op, ...above, ...rows, column: op.changes.name?.to ?? op.column, changes };
    },
    describe: (op) => `column ${showName(op.table)}.${op.column}: ${describeChanges(op.changes)}`,
    apply: (schema, op) => {
      const renamed = op.changes.name?.to;
      const after = renamed === undefined ? schema : renameColumnIn(schema, op.table, op.column, renamed);
      return handDown(changed(after, op, renamed ?? op.column), op.table, renamed ?? op.column, [
        ...(op.changes.default === undefined ? [] : (["default"] as const)),
        ...(op.changes.nullable === undefined ? [] : (["nullable"] as const)),
      ]);
    },
    touches: alterTouches,
    hazards: alterHazards,
    compile: {
      postgres: (op, server) => statements(...alterColumnSql(op, server)),
      sqlite: alterColumnPlan,
    },
  }),
};

function changed(schema: Schema, { table: name, changes }: AlterColumn, column: string): Schema {
  const change = (one: Column): Column => changeColumn(one, changes);
  const table = schema.tables.find((one) => sameName(one, name));
  if (table !== undefined && isPartition(table)) return changePartitionColumn(schema, table, column, change);
  return changeTable(schema, name, (one) => ({
    ...one,
    columns: replaceOne(one.columns, (own) => own.name === column, change, `column ${column}`),
  }));
}
