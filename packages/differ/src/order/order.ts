import {
  isAttribute,
  isCall,
  isRow,
  type Operation,
  type Ref,
  touches,
  type Touches,
} from "@limbeck/operations";

import { rankOf } from "./rank.ts";

interface Node {
  readonly op: Operation;
  readonly touches: Touches;
  readonly after: Set<number>;
  waits: number;
}

/** Operations in an order in which each can run, and those for which there is none, because they wait for one another in a circle. */
export interface Order {
  readonly ordered: readonly Operation[];
  readonly waiting: readonly Operation[];
}

export interface OrderOptions {
  readonly otherThings?: boolean;
  /** What an operation touches, where more is known of it than it says itself. */
  readonly touched?: (op: Operation) => Touches;
}

/**
 * The operations in an order in which each can run: what is made comes before what needs it, what needs a thing that
 * goes away comes before that, and what breaks a thing comes before what makes it again. Where that leaves a choice, by
 * rank and then as they came, so the same list gives the same order. With `otherThings`, a name that closes a circle is taken to mean another
 * routine or attribute that is called so, which none of the operations makes or drops.
 */
export function order(
  ops: readonly Operation[],
  { otherThings = false, touched = touches }: OrderOptions = {},
): Order {
  const sorted = ops
    .map((op, at) => ({ op, at }))
    .sort((a, b) => rankOf(a.op) - rankOf(b.op) || a.at - b.at)
    .map(({ op }) => op);
  const nodes: Node[] = sorted.map((op) => ({ op, touches: touched(op), after: new Set(), waits: 0 }));
  connect(nodes, otherThings);
  const ordered = walk(nodes).map(({ op }) => op);
  return { ordered, waiting: nodes.filter(({ waits }) => waits > 0).map(({ op }) => op) };
}

interface Parties {
  readonly makers: number[];
  readonly breakers: number[];
  readonly changers: number[];
  readonly users: number[];
  readonly olds: number[];
  readonly news: number[];
  readonly leavers: number[];
}

function partiesOf(nodes: readonly Node[]): ReadonlyMap<Ref, Parties> {
  const parties = new Map<Ref, Parties>();
  const at = (key: Ref): Parties => {
    const none = { makers: [], breakers: [], changers: [], users: [], olds: [], news: [], leavers: [] };
    const known = parties.get(key) ?? none;
    parties.set(key, known);
    return known;
  };
  nodes.forEach(({ touches: { makes, breaks, needs, needsOld, needsNew, leaves } }, index) => {
    const [made, broken] = [new Set(makes), new Set(breaks)];
    for (const key of made) at(key)[broken.has(key) ? "changers" : "makers"].push(index);
    for (const key of broken) if (!made.has(key)) at(key).breakers.push(index);
    for (const key of new Set(needs)) if (!made.has(key) && !broken.has(key)) at(key).users.push(index);
    for (const key of new Set(needsOld)) at(key).olds.push(index);
    for (const key of new Set(needsNew)) at(key).news.push(index);
    for (const key of new Set(leaves)) at(key).leavers.push(index);
  });
  return parties;
}

/**
 * All edges; those of what several things of one name make or break come last, when it shows which of them can be meant, and those of rows, which
 * bind nobody who has to wait for the column.
 */
function connect(nodes: readonly Node[], others: boolean): void {
  const all = [...partiesOf(nodes)];
  const isShared = ([key, { makers, breakers }]: (typeof all)[number]): boolean =>
    isAttribute(key)
      ? others
      : isRow(key) || (isCall(key) && (others || Math.max(makers.length, breakers.length) > 1));
  for (const party of all) if (!isShared(party)) connectParties(nodes, party, (_, parties) => parties);
  for (const party of all)
    if (isShared(party)) connectParties(nodes, party, meant(nodes, others || isRow(party[0])));
}

/** Which of the parties a user waits for, or has to come before. */
type Choice = (user: number, parties: readonly number[], way: "after" | "before") => readonly number[];

/**
 * A name means one of the things that are called so: none that itself stands on who names it, as long as there is another, or with `others`
 * may be.
 */
function meant(nodes: readonly Node[], others: boolean): Choice {
  return (user, parties, way) => {
    const free = parties.filter((party) =>
      way === "after" ? !leadsTo(nodes, user, party) : !leadsTo(nodes, party, user),
    );
    return free.length === 0 && !others ? parties : free;
  };
}

function leadsTo(nodes: readonly Node[], start: number, end: number): boolean {
  const seen = new Set([start]);
  for (const at of seen) for (const next of nodes[at]?.after ?? []) seen.add(next);
  return seen.has(end);
}

/**
 * For one thing: who breaks it for good, then who changes it, then who makes it. Users that take something away go before
 * the breaking and changing, all others after the changing and making; where it only goes away, they go before that. Two types
 * may have an attribute of one name: that it goes from one and comes to another says nothing. A row is another one as soon as a column comes to it.
 */
function connectParties(
  nodes: readonly Node[],
  [key, parties]: readonly [Ref, Parties],
  choose: Choice,
): void {
  const { makers, breakers, changers, users, olds, news, leavers } = parties;
  const edges = (first: readonly number[], second: readonly number[]): void => {
    for (const a of first) for (const b of second) edge(nodes, a, b);
  };
  const takers = users.filter((user) => takesAway(nodes[user]));
  const others = users.filter((user) => !takesAway(nodes[user]));
  const remade = makers.length > 0 || changers.length > 0;
  const ending = [...breakers, ...changers, ...(isRow(key) ? makers : [])];
  if (!isAttribute(key) && !isRow(key)) edges(breakers, makers);
  for (const user of [...takers, ...olds]) edges([user], choose(user, ending, "before"));
  edges(changers, leavers);
  edges(leavers, breakers);
  if (breakers.length + changers.length === 0)
    for (const user of news) edges(choose(user, makers, "after"), [user]);
  if (remade) for (const user of others) edges(choose(user, [...makers, ...changers], "after"), [user]);
  else {
    const adders = others.filter((user) => onlyAdds(nodes[user]));
    const changing = others.filter((user) => !onlyAdds(nodes[user]));
    edges(changing, breakers);
    // What they need has a twin that stays, as a key has in another over the same columns.
    edges(breakers, adders);
  }
}

function edge(nodes: readonly Node[], first: number, second: number): void {
  const [from, to] = [nodes[first], nodes[second]];
  if (from === undefined || to === undefined || first === second || from.after.has(second)) return;
  from.after.add(second);
  to.waits += 1;
}

/** Whether an operation only takes something away, so that what it needs is the old state of things. */
function takesAway(node: Node | undefined): boolean {
  return node !== undefined && node.touches.makes.length === 0 && node.touches.breaks.length > 0;
}

/** Whether an operation only adds something, so that what it needs is the new state of things. */
function onlyAdds(node: Node | undefined): boolean {
  return node !== undefined && node.touches.makes.length > 0 && node.touches.breaks.length === 0;
}

/** Always the first that waits for nobody. The nodes are sorted, so a heap of positions keeps the walk near linear. */
function walk(nodes: readonly Node[]): readonly Node[] {
  const ready = nodes.flatMap(({ waits }, at) => (waits === 0 ? [at] : []));
  const done: Node[] = [];
  while (ready.length > 0) {
    const node = nodes[ready.shift() ?? -1];
    if (node === undefined) break;
    done.push(node);
    for (const next of node.after) release(nodes, next, ready);
  }
  return done;
}

function release(nodes: readonly Node[], at: number, ready: number[]): void {
  const node = nodes[at];
  if (node === undefined) return;
  node.waits -= 1;
  if (node.waits === 0) ready.splice(place(ready, at), 0, at);
}

/** Where a position belongs in the sorted list of those that are ready. */
function place(ready: readonly number[], at: number): number {
  let [low, high] = [0, ready.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ready[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
