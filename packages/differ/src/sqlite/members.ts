import {
  foldName,
  type ForeignKey,
  type Index,
  type Named,
  nameOf,
  type PrimaryKey,
  type Table,
  type Unique,
} from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { digest, type Fields } from "../fields.ts";
import { matchMembers, memberFields } from "../members.ts";

/** The operations on the members of a table that is on both sides: what goes, what is called otherwise, and what comes. */
export interface MemberOperations {
  readonly dropped: readonly Operation[];
  readonly created: readonly Operation[];
}

/** How one kind of member goes and comes. */
interface Kind<M> {
  readonly fields: Fields<M>;
  readonly drop: (table: Table, member: M) => Operation;
  readonly create: (table: Table, member: M) => Operation;
  readonly rename: "renameConstraint" | "renameIndex";
  /** What a revision file says of it. */
  readonly say: (member: M) => M;
}

const PRIMARY_KEY: Kind<PrimaryKey> = {
  fields: memberFields.primaryKey,
  drop: (table, { name, ...rest }) => ({
    kind: "dropPrimaryKey",
    table: nameOf(table),
    name,
    definition: { name, ...rest },
  }),
  create: (table, definition) => ({ kind: "createPrimaryKey", table: nameOf(table), definition }),
  rename: "renameConstraint",
  say: sayUnnamed,
};
const UNIQUE: Kind<Unique> = {
  fields: memberFields.uniques,
  drop: (table, definition) => ({
    kind: "dropUnique",
    table: nameOf(table),
    name: definition.name,
    definition,
  }),
  create: (table, definition) => ({ kind: "createUnique", table: nameOf(table), definition }),
  rename: "renameConstraint",
  say: sayUnnamed,
};
const FOREIGN_KEY: Kind<ForeignKey> = {
  fields: memberFields.foreignKeys,
  drop: (table, definition) => ({
    kind: "dropForeignKey",
    table: nameOf(table),
    name: definition.name,
    definition,
  }),
  create: (table, definition) => ({ kind: "createForeignKey", table: nameOf(table), definition }),
  rename: "renameConstraint",
  say: sayUnnamed,
};
const CHECK: Kind<Table["checks"][number]> = {
  fields: memberFields.checks,
  drop: (table, definition) => ({
    kind: "dropCheck",
    table: nameOf(table),
    name: definition.name,
    definition,
  }),
  create: (table, definition) => ({ kind: "createCheck", table: nameOf(table), definition }),
  rename: "renameConstraint",
  say: sayUnnamed,
};
const INDEX: Kind<Index> = {
  fields: memberFields.indexes,
  drop: (table, definition) => ({
    kind: "dropIndex",
    table: nameOf(table),
    name: definition.name,
    definition,
  }),
  create: (table, definition) => ({ kind: "createIndex", table: nameOf(table), definition }),
  rename: "renameIndex",
  // There is no index without a name, whoever chose it.
  say: (index) => index,
};

/**
 * What changes of the members of a table. Their names are settled: what means the same is called the same unless both are chosen. A name
 * is free before another member takes it, for SQLite does not mind that two have one; where names go round, the members go and come.
 */
export function memberOperations(before: Table, after: Table): MemberOperations {
  const all = [
    operationsOf(before, after, keyOf(before), keyOf(after), PRIMARY_KEY),
    operationsOf(before, after, before.uniques, after.uniques, UNIQUE),
    operationsOf(before, after, before.foreignKeys, after.foreignKeys, FOREIGN_KEY),
    operationsOf(before, after, before.checks, after.checks, CHECK),
    operationsOf(before, after, before.indexes, after.indexes, INDEX),
  ];
  const { inTurn, round } = freedFirst(all.flatMap(({ renamed }) => renamed));
  return {
    dropped: [
      ...all.flatMap(({ dropped }) => dropped),
      ...round.map(({ drop }) => drop),
      ...inTurn.map(({ rename }) => rename),
    ],
    created: [...all.flatMap(({ created }) => created), ...round.map(({ create }) => create)],
  };
}

/** A member that takes another name, and what it would be to drop it and make it again. */
interface Renamed {
  readonly from: string;
  readonly to: string;
  readonly rename: Operation;
  readonly drop: Operation;
  readonly create: Operation;
}

/** Those that give up the name that another one takes before that one; `round` are those that wait for one another. */
function freedFirst(renamed: readonly Renamed[]) {
  const inTurn: Renamed[] = [];
  let round = renamed;
  for (;;) {
    const held = new Set(round.map(({ from }) => foldName(from)));
    const free = round.filter(({ from, to }) => foldName(to) === foldName(from) || !held.has(foldName(to)));
    if (free.length === 0) return { inTurn, round };
    inTurn.push(...free);
    round = round.filter((one) => !free.includes(one));
  }
}

/** A revision file does not know who chose a name, so a constraint that has none says so. */
export function sayUnnamed<M extends Named>(member: M): M {
  return member.derivedName === true ? { ...member, unnamed: true } : member;
}

export const keyOf = ({ primaryKey }: Table): readonly PrimaryKey[] =>
  primaryKey === undefined ? [] : [primaryKey];

function operationsOf<M extends Named>(
  before: Table,
  after: Table,
  old: readonly M[],
  now: readonly M[],
  kind: Kind<M>,
): MemberOperations & { readonly renamed: readonly Renamed[] } {
  const { kept, renamed, removed, added } = matchMembers(old, now, kind.fields);
  const changed = kept.filter(({ same }) => !same);
  const drop = (member: M): Operation => kind.drop(before, kind.say(member));
  const create = (member: M): Operation => kind.create(after, kind.say(member));
  return {
    dropped: [...removed, ...changed.map((pair) => pair.before)].map(drop),
    renamed: renamed.map((pair) => {
      const [from, to] = [pair.before.name, pair.after.name];
      const rename: Operation = { kind: kind.rename, table: nameOf(after), name: from, to };
      return { from, to, rename, drop: drop(pair.before), create: create(pair.after) };
    }),
    created: [...added, ...changed.map((pair) => pair.after)].map(create),
  };
}

/** The members of the target; one that means what a member of the start means, and whose name nobody chose on one side, is that member. */
export function adoptMembers<M extends Named>(
  before: readonly M[],
  after: readonly M[],
  fields: Fields<M>,
  meaning: (member: M) => M = (member) => member,
): readonly M[] {
  const key = (member: M): string => digest(fields, meaning(member));
  const waiting = [...before];
  const take = (fits: (member: M) => boolean): M | undefined => {
    const at = waiting.findIndex(fits);
    return at === -1 ? undefined : waiting.splice(at, 1)[0];
  };
  // Those of one name find one another before others are looked for that mean the same.
  const named = after.map((member) => take((one) => one.name === member.name && key(one) === key(member)));
  // A name that an author has chosen for something else is not to be had.
  const chosen = new Set(after.flatMap(({ name, derivedName }) => (derivedName === true ? [] : [name])));
  const isOpen = (member: M, one: M): boolean =>
    one.derivedName === true || (member.derivedName === true && !chosen.has(one.name));
  const found = after.map(
    (member, at) => named[at] ?? take((one) => isOpen(member, one) && key(one) === key(member)),
  );
  return withFreeNames(after, found);
}

/** Those of the start as they are; a name that nobody chose gives way where one of these has it. */
function withFreeNames<M extends Named>(
  after: readonly M[],
  found: readonly (M | undefined)[],
): readonly M[] {
  const taken = new Set(found.flatMap((member) => member?.name ?? []));
  return after.map((member, at) => {
    const same = found[at];
    if (same !== undefined) return same;
    let { name } = member;
    for (let number = 1; member.derivedName === true && taken.has(name); number += 1)
      name = `${member.name}${number}`;
    taken.add(name);
    return name === member.name ? member : { ...member, name };
  });
}
