/** What one step does to the version table. Deletes come first, then updates, then inserts; each must hit exactly one row. */
export interface RowChange {
  readonly insert: readonly string[];
  readonly update: readonly (readonly [from: string, to: string])[];
  readonly delete: readonly string[];
}

/** One step of a run: a revision, what is done with it, and the version rows that change with it in one transaction. */
export interface Step {
  readonly direction: "upgrade" | "downgrade" | "stamp";
  readonly revision: string;
  readonly rows: RowChange;
}

/**
 * The fewest statements from one set of rows to another: what goes and what comes are paired as an update (along a line),
 * the last of those that go with the last of those that come (merge, unmerge); the others are deletes and inserts.
 */
export function rowChange(gone: readonly string[], come: readonly string[]): RowChange {
  const from = gone.at(-1);
  const to = come.at(-1);
  if (from === undefined || to === undefined) return { insert: come, update: [], delete: gone };
  return { insert: come.slice(0, -1), update: [[from, to]], delete: gone.slice(0, -1) };
}

/** The rows after a change, in the order in which they came. `rows` is not changed. */
export function applyRowChange(rows: readonly string[], change: RowChange): readonly string[] {
  const gone = new Set([...change.delete, ...change.update.map(([from]) => from)]);
  const come = [...change.update.map(([, to]) => to), ...change.insert];
  return [...rows.filter((row) => !gone.has(row)), ...come];
}
