import {
  type Column,
  type Dialect,
  emptyTable,
  type Index,
  isPartition,
  type Named,
  nameKey,
  type Policy,
  type PrimaryKey,
  ROLE_WORDS,
  sameOption,
  type Schema,
  type SerialDefault,
  type Table,
  type UnsaidPart,
  type View,
  viewOptions,
} from "@limbeck/model";

import { adoptComments, adoptDefaultNamespace } from "../comments.ts";
import { adoptExtensions } from "../extensions.ts";
import { adoptIndexUses } from "../table/indexUses.ts";
import { type Fields } from "../fields.ts";
import { adoptStatistics, withoutStatistics } from "./indexStatistics.ts";
import { matchRenamed, memberFields } from "../table/members.ts";
import { adoptParts } from "./adoptParts.ts";
import { adoptPartitions } from "./adoptPartitions.ts";
import { adoptRoleOptions } from "../roles.ts";
import { adoptOnSqlite } from "../sqlite/adopt.ts";
import { adoptSequences } from "../sequence/sequences.ts";
import { inWordsOf, type Stored } from "../table/tableSettings.ts";
import { adoptPlaces, adoptViewPlaces } from "./tablespaces.ts";
import { adoptUnsaid } from "./unsaid.ts";

export interface AdoptOptions {
  /** Whether the target says which comments there are; else those of the start are kept. */
  readonly comments: boolean;
}

/**
 * The target in the start's words wherever its author did not choose: constraints and indexes with derived names take
 * the names that they have, sequences of columns keep theirs, and comments stay where the target does not speak of them.
 * After that, everything can be compared by name.
 */
export function adopt(before: Schema, after: Schema, options: AdoptOptions): Schema {
  return ADOPT[after.dialect](before, after, options);
}

const ADOPT = { postgres: adoptOnPostgres, sqlite: adoptOnSqlite } satisfies Record<
  Dialect,
  (before: Schema, after: Schema, options: AdoptOptions) => Schema
>;

function adoptOnPostgres(before: Schema, after: Schema, options: AdoptOptions): Schema {
  const tables = new Map(before.tables.map((table) => [nameKey(table), table]));
  const unsaid = new Set(after.unsaid);
  const divided = unsaid.has("partitions") ? adoptPartitions(before, after.tables) : after.tables;
  const adopted = divided.map((table) => {
    const old = tables.get(nameKey(table));
    return old === undefined || isAttached(old, table)
      ? adoptPlaces(emptyTable(table), table)
      : adoptIndexUses(old, table, adoptTable(old, adoptUnsaid(old, table, unsaid), unsaid), unsaid);
  });
  const named = {
    ...adoptExtensions(before, after),
    tables: adoptParts(before, adopted, !unsaid.has("partitions")),
    sequences: adoptSequences(before, after, unsaid),
    views: adoptViews(before, after, unsaid.has("implied")),
    roles: adoptRoleOptions(before, after).roles,
  };
  if (!options.comments) return adoptComments(before, named);
  return unsaid.has("implied") ? adoptDefaultNamespace(before, named) : named;
}

/** A table that becomes a partition has columns on one side only, and is compared once it is a table of its own on both. */
function isAttached(before: Table, after: Table): boolean {
  return !isPartition(before) && isPartition(after);
}

/** A materialized view keeps the indexes that it has where the models do not say which. */
function adoptViews(before: Schema, after: Schema, implied: boolean): readonly View[] {
  const old = new Map(before.views.map((view) => [nameKey(view), view]));
  return after.views.map((view) => {
    const was = old.get(nameKey(view));
    if (view.materialized !== true) return implied && was !== undefined ? adoptOptions(was, view) : view;
    const [indexes, said] = [was?.indexes ?? [], view.indexes];
    const named = { ...view, indexes: said === undefined ? indexes : adoptSaid(indexes, said, implied) };
    return adoptViewPlaces(was, named, implied);
  });
}

function adoptSaid(before: readonly Index[], said: readonly Index[], implied: boolean): readonly Index[] {
  const named = sayParameters(before, said);
  return implied ? adoptStatistics(before, named) : named;
}

/** Options that say the same as those of the start are in its words, be that `on` for `true` or nothing for `false`. */
function adoptOptions(before: View, { options = {}, ...view }: View): View {
  const { options: old = {} } = before;
  const means = (key: string): boolean => sameOption(key, old[key], options[key]);
  const changed = Object.entries(options).filter(([key]) => !means(key));
  const kept = Object.entries(old).filter(([key]) => means(key));
  return { ...view, ...viewOptions(Object.fromEntries([...changed, ...kept])) };
}

function adoptTable(before: Table, after: Table, unsaid: ReadonlySet<UnsaidPart>): Table {
  const columns = new Map(before.columns.map((column) => [column.name, column]));
  const key = after.primaryKey;
  return adoptPlaces(before, {
    ...inWordsOf(before, after),
    columns: unsaid.has("implied")
      ? after.columns.map((column) => adoptSequence(columns.get(column.name), column))
      : after.columns,
    ...(key === undefined ? {} : { primaryKey: adoptKey(before, key) }),
    uniques: adoptNames(before.uniques, after.uniques, memberFields.uniques),
    foreignKeys: adoptNames(before.foreignKeys, after.foreignKeys, memberFields.foreignKeys),
    checks: adoptNames(before.checks, after.checks, memberFields.checks),
    exclusions: adoptNames(before.exclusions, after.exclusions, memberFields.exclusions),
    indexes: adoptIndexes(before.indexes, after.indexes, unsaid.has("implied")),
    policies: after.policies.map((policy) => adoptRoles(before.policies, policy)),
  });
}

function adoptIndexes(before: readonly Index[], after: readonly Index[], implied: boolean): readonly Index[] {
  const { indexes } = memberFields;
  if (!implied) return adoptNames(before, after, indexes);
  return adoptStatistics(before, adoptNames(withoutStatistics(before), after, indexes));
}

function adoptKey({ primaryKey }: Table, key: PrimaryKey): PrimaryKey {
  const before = primaryKey === undefined ? [] : [primaryKey];
  const [adopted = key] = adoptNames(before, [key], memberFields.primaryKey);
  return adopted;
}

function sayParameters<M extends Named & Stored>(before: readonly M[], after: readonly M[]): readonly M[] {
  if (before.every((member) => member.with === undefined)) return after;
  const old = new Map(before.map((member) => [member.name, member]));
  return after.map((member) => inWordsOf(old.get(member.name), member));
}

function adoptNames<M extends Named & Stored>(
  before: readonly M[],
  after: readonly M[],
  fields: Fields<M>,
): readonly M[] {
  const said = sayParameters(before, after);
  const { renamed } = matchRenamed(before, said, fields);
  if (renamed.length === 0) return said;
  const names = new Map(renamed.map(({ before: old, after: member }) => [member, old.name]));
  return said.map((member) => {
    const name = names.get(member);
    return name === undefined || member.derivedName !== true ? member : { ...member, name };
  });
}

function adoptSequence(before: Column | undefined, after: Column): Column {
  const sequence = before?.identity?.sequence;
  if (after.identity !== undefined && before?.identity !== undefined) {
    const { sequence: _, ...identity } = after.identity;
    return { ...after, identity: sequence === undefined ? identity : { ...identity, sequence } };
  }
  if (after.default?.kind !== "serial" || before?.default?.kind !== "serial") return after;
  return { ...after, default: adoptSerial(before.default, after.default) };
}

function adoptSerial(before: SerialDefault, after: SerialDefault): SerialDefault {
  const { sequence: _, ...rest } = after;
  return before.sequence === undefined ? rest : { ...rest, sequence: before.sequence };
}

/** Who stands for `current_user`, only the server said, when the policy was made: any one role that is there is right. */
function adoptRoles(before: readonly Policy[], after: Policy): Policy {
  const words = (after.roles ?? []).filter((role) => ROLE_WORDS.has(role));
  const roles = before.find(({ name }) => name === after.name)?.roles;
  if (words.length === 0 || roles === undefined) return after;
  const named = (after.roles ?? []).filter((role) => !ROLE_WORDS.has(role));
  const more = roles.length - named.length;
  return named.every((role) => roles.includes(role)) && more >= 0 && more <= words.length
    ? { ...after, roles }
    : after;
}
