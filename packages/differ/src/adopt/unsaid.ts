import {
  type Exclusion,
  type Index,
  type Named,
  type PrimaryKey,
  type Unique,
  type Table,
  type Unsaid,
  type UnsaidPart,
  UNSAID,
} from "@limbeck/model";
import { defined, indexColumns } from "@limbeck/operations";

import { adoptNotNull } from "../table/notNull.ts";
import { adoptColumns, adoptSettings } from "./columnSettings.ts";
import { type Fields } from "../fields.ts";
import { matchMembers, memberFields } from "../table/members.ts";
import { indexComputesWith } from "../mentions.ts";

/** The table with all that the start has of what its author does not speak of. */
export function adoptUnsaid(before: Table, after: Table, unsaid: ReadonlySet<UnsaidPart>): Table {
  return UNSAID.reduce((table, kind) => (unsaid.has(kind) ? ADOPT[kind](before, table) : table), after);
}

type Adopt = (before: Table, after: Table) => Table;

const ADOPT = {
  exclusions: adoptExclusions,
  constraintOptions: adoptOptions,
  notNullNames: (before, after) => adoptNotNull(before, after, ["notNullName"]),
  columnStorage: (before, after) => adoptSettings(before, after, ["storage", "compression"]),
  storageParameters: adoptParameters,
  // Sequences stand beside the tables.
  sequenceOptions: (_, after) => after,
  // Which indexes there will be is known once the unnamed ones have their names.
  replicaIdentity: (_, after) => after,
  clusterOn: (_, after) => after,
  unlogged: ({ unlogged }, after) => (unlogged === undefined ? after : { ...after, unlogged }),
  statistics: (before, after) => adoptSettings(before, after, ["statistics", "options"]),
  collations: (before, after) =>
    adoptColumns(before, adoptKeys(before, after, ["collations"], goneFrom(before, after)), ({ collation }) =>
      defined({ collation }),
    ),
  tableOptions: ({ strict, withoutRowid }, after) => ({ ...after, ...defined({ strict, withoutRowid }) }),
} satisfies Record<Unsaid, Adopt>;

function adoptExclusions(before: Table, after: Table): Table {
  const gone = goneFrom(before, after);
  const canStay = (one: Exclusion): boolean =>
    !indexColumns(one).some((name) => gone.has(name)) && !indexComputesWith(one, gone);
  // A constraint goes with its columns.
  return { ...after, exclusions: before.exclusions.filter(canStay) };
}

function goneFrom({ columns }: Table, after: Table): ReadonlySet<string> {
  const names = new Set(after.columns.map(({ name }) => name));
  return new Set(columns.flatMap(({ name }) => (names.has(name) ? [] : [name])));
}

const KEY = ["include", "deferrable", "withoutOverlaps", "descending", "onConflict"] as const;
const FOREIGN_KEY = ["deferrable", "period", "notValid", "notEnforced", "match", "onDeleteColumns"] as const;
const CHECK = ["noInherit", "notValid", "notEnforced"] as const;
const INDEX = ["include", "nullsNotDistinct"] as const;

/** What Drizzle cannot say of constraints and indexes stays as it is. */
function adoptOptions(before: Table, after: Table): Table {
  const gone = goneFrom(before, after);
  return {
    ...adoptNotNull(
      before,
      adoptColumns(before, adoptKeys(before, after, KEY, gone), ({ notNullOnConflict }) =>
        defined({ notNullOnConflict }),
      ),
      ["notNullNotValid", "notNullNoInherit"],
    ),
    foreignKeys: adoptIn(before.foreignKeys, after.foreignKeys, memberFields.foreignKeys, FOREIGN_KEY, gone),
    checks: adoptIn(before.checks, after.checks, memberFields.checks, CHECK, gone),
    indexes: adoptIn<Index>(before.indexes, after.indexes, memberFields.indexes, INDEX, gone),
  };
}

/** Members are the same where they are but for the options. */
function adoptIn<M extends Named>(
  before: readonly M[],
  after: readonly M[],
  fields: Fields<M>,
  options: readonly (keyof M & string)[],
  gone: ReadonlySet<string>,
): readonly M[] {
  if (before.every((member) => options.every((option) => member[option] === undefined))) return after;
  const rest = Object.fromEntries(options.map((option) => [option, "ignored"]));
  const { kept, renamed } = matchMembers(before, after, { ...fields, ...rest });
  const old = new Map(
    [...kept, ...renamed.filter(({ after: one }) => one.derivedName === true)].map((pair) => [
      pair.after,
      pair.before,
    ]),
  );
  return after.map((member) => {
    const was = old.get(member);
    return was === undefined ? member : { ...member, ...optionsOf(was, options, gone) };
  });
}

/** Those that do not name a column that goes. */
function optionsOf<M extends Named>(
  member: M,
  options: readonly (keyof M & string)[],
  gone: ReadonlySet<string>,
): Partial<M> {
  const stay = options.filter((option) => {
    const value: unknown = member[option];
    return value !== undefined && !namesIn(value).some((name) => gone.has(name));
  });
  // A part of a member by its keys.
  return Object.fromEntries(stay.map((option) => [option, member[option]])) as Partial<M>;
}

/** The columns that an option names: a list of them, or what is said of each. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

/** Those of indexes of their own Drizzle can say. */
function adoptParameters(before: Table, after: Table): Table {
  const keys = adoptKeys(before, after, ["with"], new Set());
  return before.with === undefined ? keys : { ...keys, with: before.with };
}

function adoptKeys(
  before: Table,
  after: Table,
  options: readonly (keyof PrimaryKey & keyof Unique)[],
  gone: ReadonlySet<string>,
): Table {
  const key = after.primaryKey === undefined ? [] : [after.primaryKey];
  const oldKey = before.primaryKey === undefined ? [] : [before.primaryKey];
  const [primaryKey] = adoptIn(oldKey, key, memberFields.primaryKey, options, gone);
  return {
    ...after,
    ...(primaryKey === undefined ? {} : { primaryKey }),
    uniques: adoptIn(before.uniques, after.uniques, memberFields.uniques, options, gone),
  };
}
