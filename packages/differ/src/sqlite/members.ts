import { foldName, type Named, nameOf, type PrimaryKey, type Table } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { matchMembers } from "../table/members.ts";
import { circling, freedFirst, type Names } from "../names/nameCircles.ts";
import { CHECK, FOREIGN_KEY, INDEX, type Kind, PRIMARY_KEY, UNIQUE } from "./memberKinds.ts";

/** The operations on the members of a table that is on both sides: what goes, what is called otherwise, and what comes. */
export interface MemberOperations {
  readonly dropped: readonly Operation[];
  readonly created: readonly Operation[];
}

/**
 * What changes of the members of a table. Their names are settled: what means the same is called the same unless both are chosen. A name
 * is free before another member takes it, for SQLite does not mind that two have one; where names go round, one of the members goes and comes.
 */
export function memberOperations(before: Table, after: Table): MemberOperations {
  const all = [
    operationsOf(before, after, keyOf(before), keyOf(after), PRIMARY_KEY),
    operationsOf(before, after, before.uniques, after.uniques, UNIQUE),
    operationsOf(before, after, before.foreignKeys, after.foreignKeys, FOREIGN_KEY),
    operationsOf(before, after, before.checks, after.checks, CHECK),
    operationsOf(before, after, before.indexes, after.indexes, INDEX),
  ];
  const renamed = all.flatMap((one) => one.renamed);
  const round = circling(renamed, namesOf);
  const inTurn = freedFirst(
    renamed.filter((one) => !round.includes(one)),
    namesOf,
  );
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

const namesOf = ({ from, to }: Renamed): Names => ({ from: foldName(from), to: foldName(to) });

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
