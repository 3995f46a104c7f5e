/**
 * `table_columns_label` as PostgreSQL makes it where nobody gives a name; without the columns where there are none. It is cut to 63 bytes: the
 * longer of both parts loses bytes until the whole fits (makeObjectName in PostgreSQL's indexcmds.c).
 */
export function serverName(table: string, columns: string | undefined, label: string): string {
  if (columns === undefined) return `${cut(table, "", 63 - "_".length - label.length)[0]}_${label}`;
  const [first, second] = cut(table, columns, 63 - "__".length - label.length);
  return `${first}_${second}_${label}`;
}

function cut(first: string, second: string, room: number): readonly [string, string] {
  const [a, b] = [Buffer.from(first), Buffer.from(second)];
  let [left, right] = [a.length, b.length];
  while (left + right > room) {
    if (left > right) left -= 1;
    else right -= 1;
  }
  return [clip(a, left), clip(b, right)];
}

/** Cuts whole characters only, as pg_mbcliplen does. */
function clip(bytes: Buffer, length: number): string {
  let end = length;
  while (end < bytes.length && end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString();
}
