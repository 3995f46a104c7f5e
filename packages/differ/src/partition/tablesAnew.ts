import {
  type Column,
  nameKey,
  nameOf,
  partitionsOf,
  type QualifiedName,
  type Schema,
  type Table,
} from "@limbeck/model";
import { calledOtherwise, type CopyRows, nextvalOf, type Operation, serverName } from "@limbeck/operations";

import { type Anew, type Between } from "./between.ts";
import { aheadOfRename, makes } from "./aheadOfRename.ts";
import { aroundOwnSequences } from "../sequence/ownSequences.ts";
import { partitionsWith } from "./partitions.ts";
import { sequencesRenamed } from "../sequence/sequenceNames.ts";

/**
 * The operations between two schemas that differ in nothing but how these tables are divided: each takes another name, and the new one takes its
 * place in all that stands on it, and its rows.
 */
export function tablesAnew(
  before: Schema,
  after: Schema,
  tables: readonly Table[],
  between: Between,
): readonly Operation[] {
  if (tables.length === 0) return [];
  const moves = movesAside(tables, [before, after]);
  const aside = moves.reduce((schema, { table, old }) => calledOtherwise(schema, table, old), before);
  const kept = moves.flatMap(({ old }) => remains(old, aside));
  const target = { ...after, tables: [...after.tables, ...kept] };
  const [start, sequences] = sequencesRenamed(aside, target);
  const operations = aroundOwnSequences(start, target, (from, to) => between(from, to, moves));
  const [ahead, rest] = aheadOfRename(operations, moves);
  return [
    ...ahead,
    ...moves.map(({ table, old }): Operation => ({ kind: "renameTable", table, to: old.name })),
    ...sequences,
    ...rest.flatMap((op) => withRows(op, moves)),
    ...moves.map(({ old }) => dropOf(old, kept)),
  ];
}

/** Names that stand nowhere in the schemas. */
function movesAside(tables: readonly Table[], schemas: readonly Schema[]): readonly Anew[] {
  let taken = JSON.stringify(schemas);
  return tables.map((table) => {
    const name = nameAside(table.name, (one) => taken.includes(one));
    taken += JSON.stringify(name);
    return { table: nameOf(table), old: { ...nameOf(table), name } };
  });
}

function nameAside(table: string, isTaken: (text: string) => boolean): string {
  for (let count = 0; ; count += 1) {
    const name = serverName(table, undefined, count === 0 ? "before" : `before${String(count)}`);
    if (!isTaken(JSON.stringify(name))) return name;
  }
}

/** A table and its partitions with nothing but their rows, and what asks nothing of others. */
function remains(name: QualifiedName, { tables }: Schema): readonly Table[] {
  return tables
    .filter((table) => nameKey(table) === nameKey(name))
    .flatMap((table) => [table, ...partitionsOf(table, tables)])
    .map(bare);
}

function bare(table: Table): Table {
  const { replicaIdentity: _, clusterOn: __, primaryKey: ___, rowSecurity: ____, ...rest } = table;
  const { forceRowSecurity: _____, ...own } = rest;
  return {
    ...own,
    columns: table.columns.map(counting),
    uniques: [],
    foreignKeys: [],
    exclusions: [],
    indexes: [],
    policies: [],
  };
}

/** A serial column's sequence goes on in the new table; that of an identity column makes way. */
function counting({ identity, default: value, ...column }: Column): Column {
  if (identity !== undefined) {
    const { sequence: _, ...rest } = identity;
    return { ...column, identity: rest };
  }
  const counts = value !== undefined && (value.kind === "serial" || nextvalOf(value) !== undefined);
  return value === undefined || counts ? column : { ...column, default: value };
}

/** The rows come once the new table is there, before anything is made that looks at them, and before its owner is not let at them. */
function withRows(op: Operation, moves: readonly Anew[]): readonly Operation[] {
  const move = moves.find(({ table }) => makes(op, table));
  if (move === undefined || op.kind !== "createTable") return [op];
  const { forceRowSecurity, ...table } = op.table;
  const { table: name } = move;
  const force: readonly Operation[] =
    forceRowSecurity === true ? [{ kind: "forceRowSecurity", table: name }] : [];
  return [{ ...op, table }, copyOf(op.table, move), ...force];
}

function copyOf({ columns }: Table, { table, old }: Anew): CopyRows {
  const namesOf = (some: readonly Column[]): readonly string[] => some.map(({ name }) => name);
  const sequences = namesOf(columns.filter(({ identity }) => identity !== undefined));
  return {
    kind: "copyRows",
    from: old,
    to: table,
    columns: namesOf(columns.filter(({ generated }) => generated === undefined)),
    ...(sequences.length > 0 && { sequences }),
    keepRights: true,
  };
}

function dropOf(name: QualifiedName, tables: readonly Table[]): Operation {
  const table = tables.find((one) => nameKey(one) === nameKey(name));
  return { kind: "dropTable", name, ...(table && { table, ...partitionsWith(table, tables) }) };
}
