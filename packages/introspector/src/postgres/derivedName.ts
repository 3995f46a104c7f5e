const NAME_BYTES = 63;

const encode = (text: string) => new TextEncoder().encode(text);

/**
 * The name that PostgreSQL gives to what it makes for a column, such as `orders_id_seq`: where the whole is longer than
 * 63 bytes, the longer of the two names loses bytes first, never half a character (makeObjectName in PostgreSQL's
 * commands/indexcmds.c). A name that was taken got a digit; that one is not a derived name here.
 */
export function derivedName(table: string, column: string, label: string): string {
  const whole = `${table}_${column}_${label}`;
  if (encode(whole).length <= NAME_BYTES) return whole;
  let tableBytes = encode(table).length;
  let columnBytes = encode(column).length;
  const room = NAME_BYTES - encode(label).length - 2;
  while (tableBytes + columnBytes > room) {
    if (tableBytes > columnBytes) tableBytes -= 1;
    else columnBytes -= 1;
  }
  return `${clip(table, tableBytes)}_${clip(column, columnBytes)}_${label}`;
}

/** At most so many bytes of a text, and only whole characters. */
function clip(text: string, bytes: number): string {
  return new TextDecoder("utf-8").decode(encode(text).subarray(0, bytes), { stream: true });
}
