import { type WalkKey } from "./walkKey.ts";

/** How far a walk is, as it is written down in the transaction of each batch. */
export interface WalkPosition {
  /** The key of the last row that is done, as literals of SQL; absent: none is. */
  readonly after?: readonly string[];
  /** How many rows are done. */
  readonly rows: number;
  /** How many the next batch is to have. */
  readonly size: number;
}

/** A walk in hand; changes with each batch. */
export interface Walker {
  /** What is committed. */
  position: WalkPosition;
  /** Whether that is written down. */
  isNoted: boolean;
  /** Where the batch in hand will have led; absent: there was no row left, so the walk ends with it. */
  next?: Walked;
  isOver: boolean;
  /** Both are asked for with the first batch. */
  key?: WalkKey;
  total?: number;
  /** What this process did, and in how many milliseconds. */
  readonly done: { rows: number; duration: number };
}

/** A batch that is done and not yet committed. */
export interface Walked {
  readonly position: WalkPosition;
  readonly rows: number;
  /** In milliseconds. */
  readonly duration: number;
}

export function newWalker(size: number, resumed: WalkPosition | undefined): Walker {
  return {
    position: resumed ?? { rows: 0, size },
    isNoted: resumed !== undefined,
    isOver: false,
    done: { rows: 0, duration: 0 },
  };
}

/** Notes that the batch in hand is committed. */
export function advance(walker: Walker): void {
  const { next, done } = walker;
  delete walker.next;
  if (next === undefined) {
    walker.isOver = true;
    return;
  }
  walker.position = next.position;
  walker.isNoted = true;
  done.rows += next.rows;
  done.duration += next.duration;
}

/** How many rows there are about, and how many milliseconds the rest will take; absent where nothing is known yet. */
export function forecast({ position, total = 0, done }: Walker): { total: number; left?: number } {
  const rows = Math.max(total, position.rows);
  if (done.rows === 0) return { total: rows };
  return { total: rows, left: Math.round(((rows - position.rows) * done.duration) / done.rows) };
}
