/** Rows by a key, each group in the order of the rows. */
export function groupBy<K, Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => K,
): ReadonlyMap<K, readonly Row[]> {
  const groups = new Map<K, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
