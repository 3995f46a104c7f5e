/**
 * What must be taken from and added to one text to make it the other, as lines with `-`, `+` or a space before them; the
 * empty list where they are equal.
 */
export function lineDiff(before: string, after: string): readonly string[] {
  if (before === after) return [];
  const [old, young] = [before.split("\n"), after.split("\n")];
  const common = commonTails(old, young);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [gone, come] = [old[i], young[j]];
    if (gone === undefined && come === undefined) return lines;
    if (gone === come) {
      lines.push(`  ${old[i++] ?? ""}`);
      j += 1;
    } else if (come === undefined || (gone !== undefined && common(i + 1, j) >= common(i, j + 1))) {
      lines.push(`- ${old[i++] ?? ""}`);
    } else {
      lines.push(`+ ${young[j++] ?? ""}`);
    }
  }
}

/** How many lines two texts have in common from a place in each on: the table of the longest common subsequence. */
function commonTails(old: readonly string[], young: readonly string[]): (i: number, j: number) => number {
  const width = young.length + 1;
  const table = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = young.length - 1; j >= 0; j -= 1)
      table[i * width + j] =
        old[i] === young[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  return at;
}
