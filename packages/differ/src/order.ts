import { describe, type Operation, type Ref, touches, type Touches } from "@limbeck/operations";

import { orderImpossible } from "./errors.ts";

/** Where a kind stands as far as nothing else says: first what makes way, then what is built, then what is left over. */
const RANK = {
  // A policy may read any view.
  dropPolicy: -2,
  dropView: -1,
  dropMaterializedView: -1,
  dropTrigger: 0,
  dropForeignKey: 0,
  dropCheck: 1,
  // Before the indexes of its table, and made after them: theirs would take over its own.
  dropPartition: 1,
  dropExclude: 2,
  dropIndex: 2,
  dropUnique: 3,
  dropPrimaryKey: 4,
  dropConstraint: 4,
  createRole: 9,
  alterRole: 9,
  createSchema: 10,
  createExtension: 10,
  alterExtension: 10,
  renameTable: 11,
  renameEnum: 11,
  renameEnumValue: 11,
  renameSequence: 11,
  renameDomain: 11,
  renameComposite: 11,
  renameFunction: 11,
  renameView: 11,
  renameMaterializedView: 11,
  setTableSchema: 11,
  setEnumSchema: 11,
  setSequenceSchema: 11,
  setDomainSchema: 11,
  setCompositeSchema: 11,
  setFunctionSchema: 11,
  setViewSchema: 11,
  setMaterializedViewSchema: 11,
  renameConstraint: 12,
  renameIndex: 12,
  renamePolicy: 12,
  renameAttribute: 12,
  createEnum: 13,
  addEnumValue: 14,
  replaceEnum: 14,
  createDomain: 14,
  alterDomain: 14,
  createComposite: 14,
  alterComposite: 14,
  createRange: 14,
  replaceRange: 14,
  createSequence: 15,
  alterSequence: 16,
  createFunction: 17,
  replaceFunction: 17,
  alterPartition: 19,
  alterTable: 19,
  createTable: 20,
  dropColumn: 21,
  addColumn: 22,
  alterColumn: 23,
  createPrimaryKey: 24,
  createUnique: 25,
  createIndex: 26,
  createExclude: 26,
  createPartition: 27,
  createCheck: 27,
  createForeignKey: 28,
  setReplicaIdentity: 29,
  setClusterOn: 29,
  validateConstraint: 29,
  invalidateConstraint: 29,
  tableComment: 30,
  objectComment: 31,
  createView: 32,
  createMaterializedView: 32,
  replaceView: 32,
  refreshMaterializedView: 33,
  createTrigger: 34,
  replaceTrigger: 34,
  backfill: 22,
  alterPolicy: 34,
  createPolicy: 34,
  // Last, when the policies are there that let rows through.
  enableRowSecurity: 35,
  disableRowSecurity: 0,
  forceRowSecurity: 35,
  noForceRowSecurity: 0,
  attachPartition: 40,
  detachPartition: 40,
  bulkInsert: 40,
  execute: 40,
  run: 40,
  irreversible: 40,
  own: 40,
  dropTable: 50,
  dropSequence: 51,
  dropFunction: 51,
  dropDomain: 52,
  dropComposite: 52,
  dropRange: 52,
  dropEnum: 52,
  dropExtension: 53,
  dropRole: 60,
  dropSchema: 54,
} satisfies Record<Operation["kind"], number>;

function rankOf(op: Operation): number {
  return earlyRank(op) ?? movedRank(op) ?? RANK[op.kind];
}

/** Where one stands that has to come earlier than others of its kind. */
function earlyRank(op: Operation): number | undefined {
  // Before the column that owns it changes: what comes after that would wait for it to the end.
  if (op.kind === "dropSequence" && op.sequence?.ownedBy !== undefined) return RANK.createEnum;
  // Before the index goes that it names: of one that a partition has from its table nothing else tells.
  if ((op.kind === "setReplicaIdentity" || op.kind === "setClusterOn") && op.change.to === null)
    return RANK.dropForeignKey;
  // An enum type that is made anew sets the default of its column again, and hands that down.
  return op.kind === "alterColumn" && op.above?.ends === true ? RANK.dropForeignKey : undefined;
}

/** Where a partition is detached and attached to hold other rows. */
function movedRank(op: Operation): number | undefined {
  if (op.kind === "detachPartition" && op.moves === true) return RANK.alterPartition - 1;
  return op.kind === "attachPartition" && op.moves === true ? RANK.alterPartition : undefined;
}

interface Node {
  readonly op: Operation;
  readonly touches: Touches;
  readonly after: Set<number>;
  waits: number;
}

/**
 * The operations in an order in which each can run: what is made comes before what needs it, what needs a thing that
 * goes away comes before that, and what breaks a thing comes before what makes it again. Where that leaves a choice, by
 * rank and then as they came, so the same list gives the same order. Throws `order-impossible` on a circle.
 */
export function order(ops: readonly Operation[]): readonly Operation[] {
  const sorted = ops
    .map((op, at) => ({ op, at }))
    .sort((a, b) => rankOf(a.op) - rankOf(b.op) || a.at - b.at)
    .map(({ op }) => op);
  const nodes: Node[] = sorted.map((op) => ({ op, touches: touches(op), after: new Set(), waits: 0 }));
  connect(nodes);
  return walk(nodes).map(({ op }) => op);
}

interface Parties {
  readonly makers: number[];
  readonly breakers: number[];
  readonly changers: number[];
  readonly users: number[];
  readonly olds: number[];
  readonly leavers: number[];
}

function partiesOf(nodes: readonly Node[]): ReadonlyMap<Ref, Parties> {
  const parties = new Map<Ref, Parties>();
  const at = (key: Ref): Parties => {
    const none = { makers: [], breakers: [], changers: [], users: [], olds: [], leavers: [] };
    const known = parties.get(key) ?? none;
    parties.set(key, known);
    return known;
  };
  nodes.forEach(({ touches: { makes, breaks, needs, needsOld, leaves } }, index) => {
    const [made, broken] = [new Set(makes), new Set(breaks)];
    for (const key of made) at(key)[broken.has(key) ? "changers" : "makers"].push(index);
    for (const key of broken) if (!made.has(key)) at(key).breakers.push(index);
    for (const key of new Set(needs)) if (!made.has(key) && !broken.has(key)) at(key).users.push(index);
    for (const key of new Set(needsOld)) at(key).olds.push(index);
    for (const key of new Set(leaves)) at(key).leavers.push(index);
  });
  return parties;
}

/**
 * For one thing: who breaks it for good, then who changes it, then who makes it. Users that take something away go before
 * the breaking and changing, all others after the changing and making; where it only goes away, they go before that.
 */
function connect(nodes: readonly Node[]): void {
  const edge = (first: number, second: number): void => {
    const [from, to] = [nodes[first], nodes[second]];
    if (from === undefined || to === undefined || first === second || from.after.has(second)) return;
    from.after.add(second);
    to.waits += 1;
  };
  const edges = (first: readonly number[], second: readonly number[]): void => {
    for (const a of first) for (const b of second) edge(a, b);
  };
  for (const { makers, breakers, changers, users, olds, leavers } of partiesOf(nodes).values()) {
    const takers = users.filter((user) => takesAway(nodes[user]));
    const others = users.filter((user) => !takesAway(nodes[user]));
    const remade = makers.length > 0 || changers.length > 0;
    edges(breakers, makers);
    edges([...takers, ...olds], [...breakers, ...changers]);
    edges(changers, leavers);
    edges(leavers, breakers);
    if (remade) edges([...makers, ...changers], others);
    else {
      const adders = others.filter((user) => onlyAdds(nodes[user]));
      const changing = others.filter((user) => !onlyAdds(nodes[user]));
      edges(changing, breakers);
      // What they need has a twin that stays, as a key has in another over the same columns.
      edges(breakers, adders);
    }
  }
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
  if (done.length < nodes.length)
    throw orderImpossible(nodes.filter(({ waits }) => waits > 0).map(({ op }) => describe(op)));
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
