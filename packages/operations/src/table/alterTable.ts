import { type QualifiedName, showName, type StorageParameters, type Table } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type Hazard } from "../hazard.ts";
import { operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { ref, type Touches } from "../ref.ts";
import { changeTable } from "../schemaChange.ts";
import { quoteName } from "../sql/identifier.ts";
import { changedParametersSql } from "../sql/parameters.ts";

/** What may change of how a table is kept. */
export interface TableChanges {
  readonly unlogged?: Change<boolean>;
  /** All of its storage parameters. */
  readonly with?: Change<StorageParameters>;
}

export interface TableChangesInput {
  readonly unlogged?: ChangeInput<boolean>;
  readonly with?: ChangeInput<StorageParameters>;
}

export interface AlterTable {
  readonly kind: "alterTable";
  readonly table: QualifiedName;
  readonly changes: TableChanges;
}

export const alterTableOperations = {
  /**
   * Changes how a table is kept: `op.alterTable("tasks", { with: { from: {}, to: { fillfactor: "70" } } })`. A parameter that only
   * `from` has is reset.
   */
  alterTable: operation({
    directive: (table: NameInput, { unlogged, with: parameters }: TableChangesInput): AlterTable => ({
      kind: "alterTable",
      table: qualifiedName(table),
      changes: defined({
        unlogged: unlogged === undefined ? undefined : readChange(unlogged, asItIs),
        with: parameters === undefined ? undefined : readChange(parameters, asItIs),
      }),
    }),
    args: ({ table, changes }): [NameInput, TableChangesInput] => [
      nameInput(table),
      defined({
        unlogged: changes.unlogged === undefined ? undefined : changeInput(changes.unlogged, asItIs),
        with: changes.with === undefined ? undefined : changeInput(changes.with, asItIs),
      }),
    ],
    reverse: (op): AlterTable | Irreversible => {
      const changes = reverseChanges(op.changes);
      return changes === undefined
        ? irreversible(`how table ${showName(op.table)} was kept is not known`)
        : { ...op, changes };
    },
    describe: ({ table, changes }) => `table ${showName(table)}: ${words(changes)}`,
    apply: (schema, { table: name, changes }) =>
      changeTable(schema, name, (table) => changedTable(table, changes)),
    touches: alterTouches,
    hazards: alterHazards,
    compile: { postgres: (op) => statements(...alterTableSql(op)) },
  }),
};

const asItIs = <T>(value: T): T => value;

function reverseChanges(changes: TableChanges): TableChanges | undefined {
  const turned = defined({
    unlogged: changes.unlogged && reverseChange(changes.unlogged),
    with: changes.with && reverseChange(changes.with),
  });
  return Object.keys(turned).length === Object.keys(changes).length ? turned : undefined;
}

function words({ unlogged, with: parameters }: TableChanges): string {
  return [
    ...(unlogged === undefined ? [] : [unlogged.to ? "unlogged" : "logged"]),
    ...(parameters === undefined ? [] : ["storage parameters changed"]),
  ].join(", ");
}

function changedTable({ unlogged, with: parameters, ...table }: Table, changes: TableChanges): Table {
  const kept = changes.with === undefined ? parameters : changes.with.to;
  return defined({
    ...table,
    unlogged: (changes.unlogged?.to ?? unlogged === true) ? (true as const) : undefined,
    with: kept === undefined || Object.keys(kept).length === 0 ? undefined : kept,
  });
}

/** A table that is logged references none that is not, so foreign keys stand in the way of a change. */
function alterTouches({ table, changes }: AlterTable): Touches {
  const logging = changes.unlogged === undefined ? [] : [ref.logging(table)];
  return { makes: logging, breaks: logging, needs: [ref.relation(table)] };
}

function alterHazards({ table, changes }: AlterTable): readonly Hazard[] {
  if (changes.unlogged?.to !== true) return [];
  return [
    { code: "empties-on-crash", message: `table ${showName(table)} is empty after a crash of the server` },
  ];
}

function alterTableSql({ table, changes }: AlterTable): readonly string[] {
  const { unlogged, with: parameters } = changes;
  const actions = [
    ...(unlogged === undefined ? [] : [unlogged.to ? "SET UNLOGGED" : "SET LOGGED"]),
    ...(parameters === undefined ? [] : changedParametersSql(parameters.from ?? {}, parameters.to)),
  ];
  return actions.map((action) => `ALTER TABLE ${quoteName(table)} ${action}`);
}
