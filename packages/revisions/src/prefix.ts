/** The ids that begin with `prefix`, in order. `ids` must be sorted by code unit. None for an empty prefix. */
export function idsWithPrefix(ids: readonly string[], prefix: string): readonly string[] {
  if (prefix === "") return [];
  const start = firstNotBefore(ids, prefix);
  let end = start;
  while (ids[end]?.startsWith(prefix) === true) end += 1;
  return ids.slice(start, end);
}

function firstNotBefore(ids: readonly string[], text: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
