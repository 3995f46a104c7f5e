import { emptyTable, nameOf, type Partition, type QualifiedName, showName, type Table } from "@limbeck/model";

import { lackingTable } from "../dialect/lacking.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { partitionsIn, partitionsInput } from "../input/partitionTableInput.ts";
import { table, type TableInput, tableInput } from "../input/tableInput.ts";
import { noHazards, operation } from "../operation.ts";
import { lacking, type Plan, type ServerFacts, statements } from "../plan.ts";
import {
  backFromCreate,
  backFromDrop,
  type IfExists,
  ifExistsOf,
  ifExistsSql,
  type IfNotExists,
  ifNotExistsOf,
  optionArgs,
} from "../ifExists.ts";
import { hasRelation, hasTable } from "../isThere.ts";
import { reverseTouches } from "../ref.ts";
import { quoteName } from "../sql/identifier.ts";
import { createTableSql } from "../sql/table.ts";
import { createTablesSql } from "../sql/tables.ts";
import { relationIsMissing, unlessThereSql } from "../sql/unlessThere.ts";
import { allTouches } from "./touches.ts";
import { withoutTable } from "./without.ts";
import { dropTablePlan } from "../rebuild/dropTable.ts";
import * as sqlite from "../sql/sqlite/table.ts";

export interface CreateTable extends IfNotExists {
  readonly kind: "createTable";
  readonly table: Table;
  /** Those that it has from the beginning, on all levels, each behind the one that it is a part of. */
  readonly partitions?: readonly Partition[];
}

export interface DropTable extends IfExists {
  readonly kind: "dropTable";
  readonly name: QualifiedName;
  /** What is dropped; known where autogenerate made the operation. */
  readonly table?: Table;
  /** The partitions that go with it. */
  readonly partitions?: readonly Partition[];
}

export const tableOperations = {
  /**
   * Creates a table with its columns, constraints, indexes and partitions. With `{ ifNotExists: true }` a table that is there stays as it is,
   * whatever it looks like; the opposite, a drop with `{ ifExists: true }`, drops it all the same.
   */
  createTable: operation({
    directive: (name: NameInput, definition: TableInput, options: IfNotExists = {}): CreateTable => ({
      kind: "createTable",
      table: table(qualifiedName(name), definition),
      ...partitionsIn(qualifiedName(name), definition),
      ...ifNotExistsOf(options),
    }),
    args: (op): [NameInput, TableInput, IfNotExists?] => [
      nameInput(op.table),
      { ...tableInput(op.table), ...partitionsInput(op.table, op) },
      ...optionArgs(ifNotExistsOf(op)),
    ],
    reverse: ({ table: one, ifNotExists, ...rest }): DropTable => ({
      ...rest,
      kind: "dropTable",
      name: nameOf(one),
      table: one,
      ...backFromCreate(defined({ ifNotExists })),
    }),
    describe: (op) => `table ${showName(op.table)}: added`,
    apply: (schema, op) =>
      op.ifNotExists === true && hasRelation(schema, op.table)
        ? schema
        : { ...schema, tables: [...schema.tables, ...allOf(op)] },
    touches: (op) => allTouches(allOf(op)),
    hazards: noHazards,
    compile: {
      postgres: (op, server) => statements(...createSql(op, server)),
      sqlite: createTablePlan,
    },
  }),

  /**
   * Drops a table and everything in it, its partitions too. Foreign keys of other tables that point at it have to be dropped before. With
   * `{ ifExists: true }` one that is not there is passed over.
   */
  dropTable: operation({
    directive: (name: NameInput, options: IfExists = {}): DropTable => ({
      kind: "dropTable",
      name: qualifiedName(name),
      ...ifExistsOf(options),
    }),
    args: (op): [NameInput, IfExists?] => [nameInput(op.name), ...optionArgs(ifExistsOf(op))],
    reverse: ({ name, table: one, partitions, ...rest }): CreateTable | Irreversible =>
      one === undefined
        ? irreversible(`what table ${showName(name)} looked like is not known`)
        : { kind: "createTable", table: one, ...defined({ partitions }), ...backFromDrop(rest) },
    describe: (op) => `table ${showName(op.name)}: removed`,
    apply: (schema, op) =>
      op.ifExists === true && !hasTable(schema, op.name)
        ? schema
        : withoutTable(schema, op.name, `table ${showName(op.name)}`),
    touches: (op) => reverseTouches(allTouches([op.table ?? emptyTable(op.name), ...(op.partitions ?? [])])),
    hazards: (op) => [
      {
        code: "loses-table",
        message: `drops table ${showName(op.name)} and its rows`,
        loses: [{ kind: "table", table: op.name }],
      },
    ],
    compile: {
      postgres: (op) => statements(`DROP TABLE ${ifExistsSql(op)}${quoteName(op.name)}`),
      sqlite: dropTablePlan,
    },
  }),
};

/** All that it takes; of several statements, none where the table is there. */
function createSql(op: CreateTable, server: ServerFacts): readonly string[] {
  const all = createTablesSql(allOf(op), server);
  if (op.ifNotExists !== true) return all;
  return all.length === 1
    ? createTableSql(op.table, server, op)
    : [unlessThereSql(relationIsMissing(op.table), all)];
}

function createTablePlan(op: CreateTable, { schema }: ServerFacts): Plan {
  const reason = allOf(op)
    .map(lackingTable)
    .find((one) => one !== undefined);
  if (reason !== undefined) return lacking(reason);
  const all = sqlite.createTableSql(op.table, op);
  if (op.ifNotExists !== true || all.length === 1) return statements(...all);
  // The indexes are not for a table that was there before, and whether it was only the database can tell.
  if (schema === undefined) return { kind: "rebuild", table: op.table };
  return hasRelation(schema, op.table) ? statements() : statements(...all);
}

function allOf({ table: one, partitions = [] }: CreateTable): readonly Table[] {
  return [one, ...partitions];
}
