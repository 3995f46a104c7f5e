import {
  type QualifiedName,
  sameName,
  type Schema,
  type Sequence,
  showName,
  type StorageParameters,
  type Table,
} from "@limbeck/model";

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
import { rebuilds } from "../rebuild/alter.ts";

/** What may change of how a table is kept. */
export interface TableChanges {
  readonly unlogged?: Change<boolean>;
  /** All of its storage parameters. */
  readonly with?: Change<StorageParameters>;
  /** SQLite. */
  readonly strict?: Change<boolean>;
  readonly withoutRowid?: Change<boolean>;
}

export interface TableChangesInput {
  readonly unlogged?: ChangeInput<boolean>;
  readonly with?: ChangeInput<StorageParameters>;
  /** SQLite: STRICT, WITHOUT ROWID. */
  readonly strict?: ChangeInput<boolean>;
  readonly withoutRowid?: ChangeInput<boolean>;
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
    directive: (table: NameInput, changes: TableChangesInput): AlterTable => ({
      kind: "alterTable",
      table: qualifiedName(table),
      changes: defined({
        unlogged: given(changes.unlogged, (change) => readChange(change, asItIs)),
        with: given(changes.with, (change) => readChange(change, asItIs)),
        strict: given(changes.strict, (change) => readChange(change, asItIs)),
        withoutRowid: given(changes.withoutRowid, (change) => readChange(change, asItIs)),
      }),
    }),
    args: ({ table, changes }): [NameInput, TableChangesInput] => [
      nameInput(table),
      defined({
        unlogged: given(changes.unlogged, (change) => changeInput(change, asItIs)),
        with: given(changes.with, (change) => changeInput(change, asItIs)),
        strict: given(changes.strict, (change) => changeInput(change, asItIs)),
        withoutRowid: given(changes.withoutRowid, (change) => changeInput(change, asItIs)),
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
      changeTable(withSequences(schema, name, changes), name, (table) => changedTable(table, changes)),
    touches: alterTouches,
    hazards: alterHazards,
    compile: {
      postgres: (op) => statements(...alterTableSql(op)),
      sqlite: (op) =>
        op.changes.strict === undefined && op.changes.withoutRowid === undefined
          ? statements()
          : rebuilds(op),
    },
  }),
};

const asItIs = <T>(value: T): T => value;
const given = <I, T>(input: I | undefined, read: (input: I) => T): T | undefined =>
  input === undefined ? undefined : read(input);

function reverseChanges(changes: TableChanges): TableChanges | undefined {
  const turned = defined({
    unlogged: changes.unlogged && reverseChange(changes.unlogged),
    with: changes.with && reverseChange(changes.with),
    strict: changes.strict && reverseChange(changes.strict),
    withoutRowid: changes.withoutRowid && reverseChange(changes.withoutRowid),
  });
  return Object.keys(turned).length === Object.keys(changes).length ? turned : undefined;
}

function words({ unlogged, with: parameters, strict, withoutRowid }: TableChanges): string {
  return [
    ...(unlogged === undefined ? [] : [unlogged.to ? "unlogged" : "logged"]),
    ...(parameters === undefined ? [] : ["storage parameters changed"]),
    ...(strict === undefined ? [] : [strict.to ? "strict" : "no longer strict"]),
    ...(withoutRowid === undefined ? [] : [withoutRowid.to ? "without rowid" : "with rowid"]),
  ].join(", ");
}

function changedTable(
  { unlogged, with: parameters, strict, withoutRowid, ...table }: Table,
  changes: TableChanges,
): Table {
  const kept = changes.with === undefined ? parameters : changes.with.to;
  return defined({
    ...table,
    unlogged: switched(unlogged, changes.unlogged),
    with: kept === undefined || Object.keys(kept).length === 0 ? undefined : kept,
    strict: switched(strict, changes.strict),
    withoutRowid: switched(withoutRowid, changes.withoutRowid),
  });
}

/** The sequences that columns of a table own are logged as it is. */
function withSequences(schema: Schema, table: QualifiedName, { unlogged: change }: TableChanges): Schema {
  if (change === undefined) return schema;
  const follow = ({ unlogged: _, ...sequence }: Sequence): Sequence =>
    change.to ? { ...sequence, unlogged: true } : sequence;
  const sequences = schema.sequences.map((sequence) =>
    sequence.ownedBy !== undefined && sameName(sequence.ownedBy.table, table) ? follow(sequence) : sequence,
  );
  return { ...schema, sequences };
}

function switched(was: true | undefined, change: Change<boolean> | undefined): true | undefined {
  return (change?.to ?? was === true) ? true : undefined;
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
