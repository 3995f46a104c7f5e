/** How much of a half-run revision is done: so many statements, and so many rows of a walk. */
export function doneWords(done: number, rows: number | undefined): string {
  const statements = done === 1 ? "1 statement" : `${done} statements`;
  if (rows === undefined) return statements;
  return done === 0 ? `${rows} rows of op.batches` : `${statements} and ${rows} rows of op.batches`;
}
