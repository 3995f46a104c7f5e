import { type Column, type Default, isPartition, nameKey, nameOf } from "@limbeck/model";
import {
  type AlterColumn,
  type ColumnChanges,
  defined,
  nextvalOf,
  type Operation,
  reverseChanges,
} from "@limbeck/operations";

import { sameDefault } from "../table/columns.ts";
import { isHeld, namesIn, type Place, plansAbove, type Seen, seen } from "./partitionPlace.ts";
import { type TablePlan } from "../plan.ts";

/*
 * ALTER TABLE hands a new default, and NOT NULL, down to all partitions, whatever these have. So where the column of the table changes,
 * what a partition has otherwise ends before that and begins after it: there, and on the way back too. A compression is not handed down
 * (ATExecSetCompression in PostgreSQL's tablecmds.c), so that each partition is told.
 */

/** What changes of what the columns of partitions have otherwise than those of their tables; `away` are functions that go and come. */
export function diffPartitionColumns(
  plans: readonly TablePlan[],
  away: ReadonlySet<string>,
): readonly Operation[] {
  const partitions = plans.filter(({ after }) => isPartition(after));
  if (partitions.length === 0) return [];
  const byName = new Map(plans.map((plan) => [nameKey(plan.after), plan]));
  const steps = partitions
    .map((plan) => ({ plan, above: plansAbove(plan, byName) }))
    .sort((a, b) => a.above.length - b.above.length)
    .flatMap(({ plan, above }) => [
      ...namesIn(plan).map((name) => stepsOf({ plan, above, name }, away)),
      ...compressions({ plan, above }),
    ]);
  return [...steps.flatMap(({ ends }) => ends).reverse(), ...steps.flatMap(({ begins }) => begins)];
}

/** A new type of the column takes the compression away, so that one ends before it and the other begins after it. */
function compressions({ plan, above }: Omit<Place, "name">): readonly Steps[] {
  const altered = above.at(-1)?.altered ?? [];
  return altered.flatMap(({ name, changes: { compression } }) => {
    if (compression === undefined) return [];
    const [ended, begun] = [
      { ...compression, to: null },
      { ...compression, from: null },
    ];
    const place = { plan, above, name };
    return [
      {
        ends: ended.from === null ? [] : alter(place, { compression: ended }, true),
        begins: begun.to === null ? [] : alter(place, { compression: begun }, false),
      },
    ];
  });
}

interface Steps {
  readonly ends: readonly Operation[];
  readonly begins: readonly Operation[];
}

function stepsOf(place: Place, away: ReadonlySet<string>): Steps {
  const [was, is] = [seen(place, "before"), seen(place, "after")];
  const down = handedDown(place, was.above, is.above);
  const held = isHeld(place, away);
  const handed = held ? { ...down, default: true } : down;
  const countsOtherwise = changesSequence(place);
  const end = (one: Seen): ColumnChanges => ({
    ...ending(countsOtherwise ? { ...one, above: withoutSequence(one.above) } : one, handed),
    ...(held ? dropping(one) : {}),
  });
  return {
    ends: alter(place, end(was), true),
    begins: [...alter(place, reverseChanges(end(is)) ?? {}, false), ...alter(place, alone(was, is, handed))],
  };
}

/** Whether the table above ceases to count by a sequence, or begins to: what counts by it then finds it going, or not there yet. */
function changesSequence({ above, name }: Place): boolean {
  const changes = above.at(-1)?.altered.find((column) => column.name === name)?.changes;
  const { from, to } = changes?.default ?? {};
  return changes?.identity !== undefined || (from?.kind === "serial") !== (to?.kind === "serial");
}

function withoutSequence(column: Column | undefined): Column | undefined {
  if (column?.default === undefined || nextvalOf(column.default) === undefined) return column;
  const { default: _, ...rest } = column;
  return rest;
}

/** What changes in the partition, and nowhere above. */
function alone(was: Seen, is: Seen, handed: HandedDown): ColumnChanges {
  const changed = {
    default: !handed.default && !sameDefault(was.column?.default, is.column?.default),
    nullable: !handed.nullable && allowsNulls(was) !== allowsNulls(is),
    comment: !handed.comment && commentOf(was) !== commentOf(is),
  };
  return defined({
    default: changed.default ? { from: defaultOf(was.column), to: defaultOf(is.column) } : undefined,
    nullable: changed.nullable ? { from: allowsNulls(was), to: allowsNulls(is) } : undefined,
    comment: changed.comment ? { from: commentOf(was), to: commentOf(is) } : undefined,
  });
}

const defaultOf = (column: Column | undefined): Default | null => column?.default ?? null;
const allowsNulls = ({ column }: Seen): boolean => column?.nullable ?? true;
const commentOf = ({ own }: Seen): string | null => own?.comment ?? null;

type HandedDown = Readonly<Record<"default" | "nullable" | "comment", boolean>>;

/** Whether the tables above hand something else down. */
function handedDown({ above, name }: Place, was: Column | undefined, is: Column | undefined): HandedDown {
  const root = above.at(-1);
  if (root === undefined || was === undefined || is === undefined || isRemade(root, name))
    return { default: true, nullable: true, comment: true };
  const changes = root.altered.find((column) => column.name === name)?.changes ?? {};
  return {
    default: setsDefault(changes) || root.carried.has(name) || !sameDefault(was.default, is.default),
    nullable: changes.nullable !== undefined || was.nullable !== is.nullable,
    comment: false,
  };
}

function isRemade({ added, removed }: TablePlan, name: string): boolean {
  return [...added, ...removed].some((column) => column.name === name);
}

/** A default is set again with a new type, and an identity finds none anywhere. */
function setsDefault(changes: ColumnChanges): boolean {
  return changes.default !== undefined || changes.type !== undefined || changes.identity !== undefined;
}

/** From what a partition has otherwise to what its table gives it. */
function ending({ own, column, above }: Seen, handed: HandedDown): ColumnChanges {
  return defined({
    default:
      handed.default && own?.default !== undefined
        ? { from: defaultOf(column), to: defaultOf(above) }
        : undefined,
    // Said again it costs nothing, while a primary key of the partition may not let it go.
    nullable: handed.nullable && own?.nullable === false ? { from: false, to: false } : undefined,
    comment: handed.comment && own?.comment !== undefined ? { from: own.comment, to: null } : undefined,
  });
}

/** What a function that goes is called by cannot end in what the table calls it by. */
function dropping({ own }: Seen): ColumnChanges {
  return own?.default === undefined ? {} : { default: { from: own.default, to: null } };
}

function alter({ plan, above, name }: Place, changes: ColumnChanges, ends?: boolean): readonly AlterColumn[] {
  if (Object.keys(changes).length === 0) return [];
  const tables = above.map(({ after }) => nameOf(after));
  return [
    {
      kind: "alterColumn",
      table: nameOf(plan.after),
      column: name,
      changes,
      ...(ends === undefined ? {} : { above: { tables, ends } }),
    },
  ];
}
