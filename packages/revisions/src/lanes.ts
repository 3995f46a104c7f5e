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

/** From left to right: what the edge in each lane leads to; and in which lane a revision is awaited. */
interface Lanes {
  readonly slots: string[];
  readonly laneOf: Map<string, number>;
}

/**
 * Draws a graph as `git log --graph` does, in lanes of `|` that `/`, `\` and `_` join. `nodes` stand newest first, none before
 * one that has it as a parent. All edges to one parent share a lane, and no lane between is free: a drawing is as wide as
 * parents are awaited at a time.
 */
export function drawLanes(nodes: readonly LaneNode[]): readonly LaneLines[] {
  const lanes: Lanes = { slots: [], laneOf: new Map() };
  let endedLast = false;
  return nodes.map(({ id, parents }) => {
    const { slots, laneOf } = lanes;
    const at = laneOf.get(id) ?? slots.length;
    const gap = endedLast && at === slots.length ? { gap: row(slots.length, () => "|") } : {};
    slots[at] = id;
    laneOf.delete(id);
    const node = row(slots.length, (lane) => (lane === at ? "*" : "|"));
    const ends = parents.length === 0;
    const beside = row(slots.length, (lane) => (lane === at && ends ? " " : "|"));
    endedLast = ends && at === slots.length - 1;
    return { ...gap, node, beside, links: ends ? close(lanes, at) : linksOf(lanes, at, parents) };
  });
}

/** The first parent that nobody awaits goes straight on, the others get lanes beside it. If all are awaited, the lane ends. */
function linksOf(lanes: Lanes, at: number, parents: readonly string[]): readonly string[] {
  const { slots, laneOf } = lanes;
  const joined = parents.flatMap((parent) => laneOf.get(parent) ?? []).sort((a, b) => b - a);
  const [straight, ...others] = parents.filter((parent) => !laneOf.has(parent));
  if (straight === undefined) {
    const last = joined.pop() ?? at;
    return [...joined.map((lane) => link(slots.length, at, lane)), join(lanes, at, last)];
  }
  slots[at] = straight;
  laneOf.set(straight, at);
  const links = joined.map((lane) => link(slots.length, at, lane));
  return [...links, ...others.reverse().map((parent) => insert(lanes, at, parent))];
}

/** A line from one lane to another, over those between; both go on. */
function link(count: number, from: number, to: number): string {
  const cells = cellsOf(count, () => "|");
  bridge(cells, from, to);
  return textOf(cells);
}

/** Two lanes become one, the left one, whichever is awaited; those to the right of them move up. */
function join(lanes: Lanes, at: number, awaited: number): string {
  const { slots, laneOf } = lanes;
  const [left, right] = at < awaited ? [at, awaited] : [awaited, at];
  const parent = slots[awaited] ?? "";
  const cells = cellsOf(slots.length, (lane) => (lane < right ? "|" : " "));
  for (let lane = right; lane < slots.length; lane += 1) cells[2 * lane - 1] = "/";
  bridge(cells, right, left);
  slots[left] = parent;
  slots.splice(right, 1);
  laneOf.set(parent, left);
  renumber(lanes, right);
  return textOf(cells);
}

/** Opens a lane to the right of another; those that stand there move over. */
function insert(lanes: Lanes, at: number, parent: string): string {
  const { slots } = lanes;
  const cells = cellsOf(slots.length, (lane) => (lane <= at ? "|" : " "));
  for (let lane = at; lane < slots.length; lane += 1) cells[2 * lane + 1] = "\\";
  slots.splice(at + 1, 0, parent);
  renumber(lanes, at + 1);
  return textOf(cells);
}

/** Nothing leads on: the lanes to the right move up, if there are any. */
function close(lanes: Lanes, at: number): readonly string[] {
  const { slots } = lanes;
  const cells = cellsOf(slots.length, (lane) => (lane < at ? "|" : " "));
  for (let lane = at + 1; lane < slots.length; lane += 1) cells[2 * lane - 1] = "/";
  slots.splice(at, 1);
  renumber(lanes, at);
  return at === slots.length ? [] : [textOf(cells)];
}

function renumber({ slots, laneOf }: Lanes, from: number): void {
  for (let lane = from; lane < slots.length; lane += 1) laneOf.set(slots[lane] ?? "", lane);
}

/** The slope leaves its lane at once, and the rest of the way is level. */
function bridge(cells: string[], from: number, to: number): void {
  const [left, right] = from < to ? [from, to] : [to, from];
  for (let cell = 2 * left + 1; cell < 2 * right; cell += 2) cells[cell] = "_";
  cells[from < to ? 2 * from + 1 : 2 * from - 1] = from < to ? "\\" : "/";
}

function row(count: number, mark: (lane: number) => string): string {
  return textOf(cellsOf(count, mark));
}

/** Two cells a lane: its own, and the one between it and the next. */
function cellsOf(count: number, mark: (lane: number) => string): string[] {
  const cells: string[] = [];
  for (let lane = 0; lane < count; lane += 1) cells.push(mark(lane), " ");
  return cells;
}

function textOf(cells: readonly string[]): string {
  return cells.join("").trimEnd();
}
