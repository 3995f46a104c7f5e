/** A revision to draw, with those of its parents that are drawn too. */
export interface LaneNode {
  readonly id: string;
  readonly parents: readonly string[];
}

/** The lines of one revision, without trailing blanks. */
export interface LaneLines {
  /** Keeps a tree that begins here apart from one that ended in the line above. */
  readonly gap?: string;
  /** Where the revision stands, as `*`. */
  readonly node: string;
  /** Put before more lines of its text. */
  readonly beside: string;
  /** How its edges leave it, down to the next revision. */
  readonly links: readonly string[];
}

/**
 * Draws a graph as `git log --graph` does, in lanes of `|` that `/`, `\` and `_` join. `nodes` stand newest first, none before
 * one that has it as a parent. All edges to one parent share a lane, so a drawing is as wide as parents are awaited at a time.
 */
export function drawLanes(nodes: readonly LaneNode[]): readonly LaneLines[] {
  const lanes: Lanes = { slots: [], laneOf: new Map() };
  let ended: number | undefined;
  return nodes.map((node) => {
    const gap = spaces(lanes);
    const awaited = lanes.laneOf.get(node.id);
    const at = awaited ?? firstFree(lanes.slots, 0);
    const apart = awaited === undefined && at === ended ? { gap } : {};
    lanes.slots[at] = node.id;
    lanes.laneOf.delete(node.id);
    const line = row(lanes.slots, (lane) => (lane === at ? "*" : "|"));
    if (node.parents.length === 0) leave(lanes, at);
    ended = node.parents.length === 0 ? at : undefined;
    return { ...apart, node: line, beside: spaces(lanes), links: linksOf(lanes, at, node.parents) };
  });
}

interface Lanes {
  /** What the edge in each lane leads to; a free lane is `undefined`. */
  readonly slots: (string | undefined)[];
  /** The lane in which a revision is awaited. */
  readonly laneOf: Map<string, number>;
}

/** The first parent that nobody else awaits goes straight on; the others that nobody awaits get lanes beside it. */
function linksOf(lanes: Lanes, at: number, parents: readonly string[]): readonly string[] {
  const { slots, laneOf } = lanes;
  const joined = parents.flatMap((parent) => laneOf.get(parent) ?? []);
  const [straight, ...others] = parents.filter((parent) => !laneOf.has(parent));
  const links = joined.map((lane, index) => {
    if (straight === undefined && index === joined.length - 1) leave(lanes, at);
    return link(slots, at, lane);
  });
  if (straight === undefined) return links;
  slots[at] = straight;
  laneOf.set(straight, at);
  return [...links, ...others.reverse().map((parent) => insert(lanes, at, parent))];
}

/** A line from one lane to another, over the lanes between. */
function link(slots: Lanes["slots"], from: number, to: number): string {
  const [left, right] = from < to ? [from, to] : [to, from];
  const slope = from < to ? 2 * from + 1 : 2 * from - 1;
  const cells = cellsOf(slots, Math.max(slots.length, right + 1), () => "|");
  for (let cell = 2 * left + 1; cell < 2 * right; cell += 1) if (cells[cell] === " ") cells[cell] = "_";
  cells[slope] = from < to ? "\\" : "/";
  return cells.join("").trimEnd();
}

/** Opens a lane to the right of another; those that stand there move over, up to the first that is free. */
function insert({ slots, laneOf }: Lanes, at: number, parent: string): string {
  const free = firstFree(slots, at + 1);
  const moves = (lane: number): boolean => lane > at && lane < free;
  const cells = cellsOf(slots, Math.max(slots.length, free + 1), (lane) => (moves(lane) ? " " : "|"));
  for (let lane = at; lane < free; lane += 1) cells[2 * lane + 1] = "\\";
  slots.splice(free, 1);
  slots.splice(at + 1, 0, parent);
  for (let lane = at + 1; lane <= free; lane += 1) {
    const awaited = slots[lane];
    if (awaited !== undefined) laneOf.set(awaited, lane);
  }
  return cells.join("").trimEnd();
}

function leave({ slots }: Lanes, at: number): void {
  slots[at] = undefined;
  while (slots.length > 0 && slots.at(-1) === undefined) slots.pop();
}

function firstFree(slots: Lanes["slots"], from: number): number {
  const free = slots.indexOf(undefined, from);
  return free < 0 ? Math.max(slots.length, from) : free;
}

function spaces({ slots }: Lanes): string {
  return row(slots, () => "|");
}

function row(slots: Lanes["slots"], mark: (lane: number) => string): string {
  return cellsOf(slots, slots.length, mark).join("").trimEnd();
}

/** Two cells a lane: its own, and the one between it and the next. */
function cellsOf(slots: Lanes["slots"], count: number, mark: (lane: number) => string): string[] {
  const cells: string[] = [];
  for (let lane = 0; lane < count; lane += 1) cells.push(slots[lane] === undefined ? " " : mark(lane), " ");
  return cells;
}
