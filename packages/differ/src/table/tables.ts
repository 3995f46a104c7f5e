import { type Column, nameKey, nameOf, type Table } from "@limbeck/model";
import { type ColumnChanges, namedType } from "@limbeck/operations";

import { columnChanges, mustReplace } from "./columns.ts";
import { callsAny, generatedReads } from "../mentions.ts";

/** How one table changes, column by column; what follows for its constraints and indexes is decided from this. */
export interface TableChange {
  readonly before: Table;
  readonly after: Table;
  readonly added: readonly Column[];
  readonly removed: readonly Column[];
  readonly altered: readonly { readonly name: string; readonly changes: ColumnChanges }[];
  /**
   * Columns that are dropped and added again, on the way there (then `removed` and `added` hold them too) or on the way
   * back: whatever stands on them goes before and comes after.
   */
  readonly remade: ReadonlySet<string>;
  /** Columns whose type changes: what computes with them is in the way. */
  readonly retyped: ReadonlySet<string>;
  /** Columns of an enum type that is made anew, which carries over what computes with them. */
  readonly carried: ReadonlySet<string>;
}

interface Kept {
  readonly before: Column;
  readonly after: Column;
  readonly changes: ColumnChanges;
}

/** What changes under the columns of a table. */
export interface UnderColumns {
  readonly serverVersion: number;
  /** The keys of the types that are made anew, on the way there or on the way back. */
  readonly remadeTypes: ReadonlySet<string>;
  /** Those of types that are others under their old names. */
  readonly exchanged: ReadonlySet<string>;
  /** The names of functions and types that are made anew. */
  readonly away: ReadonlySet<string>;
}

export function tableChange(before: Table, after: Table, under: UnderColumns): TableChange {
  const kept = keptColumns(before, after, under.exchanged);
  const carried = new Set(columnsOfTypes(after, under.remadeTypes));
  const retyped = namesOf(kept.filter(({ changes }) => changes.type !== undefined));
  const gone = onlyIn(before, after);
  const replaced = replacedColumns(kept, { ...under, carried, retyped, gone });
  const stays = ({ name }: Pick<Column, "name">): boolean => !replaced.has(name);
  const added = onlyIn(after, before);
  return {
    before,
    after,
    carried,
    added: after.columns.filter((column) => added.has(column.name) || !stays(column)),
    removed: before.columns.filter((column) => gone.has(column.name) || !stays(column)),
    altered: kept
      .filter(({ after: column }) => stays(column))
      .map(({ after: { name }, changes }) => ({ name, changes })),
    remade: new Set([
      ...replaced,
      ...namesOf(kept.filter(({ changes }) => changes.remakeBack !== undefined)),
    ]),
    retyped: new Set([...retyped].filter((name) => !replaced.has(name))),
  };
}

function keptColumns(before: Table, after: Table, exchanged: ReadonlySet<string>): readonly Kept[] {
  const old = new Map(before.columns.map((column) => [column.name, column]));
  return after.columns.flatMap((column): Kept[] => {
    const was = old.get(column.name);
    if (was === undefined) return [];
    return [{ before: was, after: column, changes: columnChanges(was, column, exchanged) }];
  });
}

function namesOf(columns: readonly Kept[]): ReadonlySet<string> {
  return new Set(columns.map(({ after: { name } }) => name));
}

/** The names of the columns that only the one table has. */
function onlyIn(of: Table, other: Table): ReadonlySet<string> {
  const names = new Set(other.columns.map(({ name }) => name));
  return new Set(of.columns.map(({ name }) => name).filter((name) => !names.has(name)));
}

interface Around extends UnderColumns {
  /** Those whose type is made anew. */
  readonly carried: ReadonlySet<string>;
  readonly retyped: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
}

/** The names of the columns that go and come: for a change of their own, or because they compute with others that change. */
function replacedColumns(kept: readonly Kept[], around: Around): ReadonlySet<string> {
  const { serverVersion, carried, retyped, gone, away } = around;
  const alone = namesOf(kept.filter((one) => mustReplace(one.changes, one.before, one.after, serverVersion)));
  const inTheWay = new Set([...retyped, ...carried]);
  const moving = { inTheWay, carried, gone: new Set([...gone, ...alone]), away };
  return new Set([...alone, ...namesOf(kept.filter((column) => mustFollow(column, moving)))]);
}

interface Moving {
  readonly inTheWay: ReadonlySet<string>;
  /** Those whose type is made anew. */
  readonly carried: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  readonly away: ReadonlySet<string>;
}

/**
 * PostgreSQL refuses to change the type of a column that a generated column computes with (ALTER TABLE, SET DATA TYPE), and to drop
 * it, or a function that it calls; and an expression cannot change both before the columns go that it read and after those come that it reads.
 * Nor does it let a generated column say what becomes of its values (USING).
 */
function mustFollow({ before, after, changes }: Kept, { inTheWay, carried, gone, away }: Moving): boolean {
  if (after.generated === undefined) return false;
  if (before.generated !== undefined && carried.has(after.name)) return true;
  if (callsAny(before.generated?.expression, away) || callsAny(after.generated.expression, away)) return true;
  if (changes.generated !== undefined && generatedReads(before, gone)) return true;
  return generatedReads(before, inTheWay) || generatedReads(after, inTheWay);
}

export const tableName = ({ after }: TableChange) => nameOf(after);

function columnsOfTypes({ columns }: Table, types: ReadonlySet<string>): readonly string[] {
  if (types.size === 0) return [];
  return columns.flatMap(({ name, type }) => {
    const named = namedType(type);
    return named !== undefined && types.has(nameKey(named)) ? [name] : [];
  });
}
