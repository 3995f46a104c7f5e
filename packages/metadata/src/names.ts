/** A column in a name: Drizzle's own names are made before casing, those of the database after it. */
export interface ColumnName {
  readonly written: string;
  readonly cased: string;
  /** As the server keeps it: cased, and cut to 63 bytes. */
  readonly stored: string;
}

export interface ReferenceNames {
  readonly table: string;
  readonly columns: readonly ColumnName[];
  readonly foreignTable: string;
  readonly foreignColumns: readonly ColumnName[];
}

/**
 * What Drizzle and its drizzle-kit call the things that the author left unnamed, so that a database made by them and
 * one made by Limbeck have the same names. All answer the full text; who uses them cuts it to 63 bytes.
 */
export interface DefaultNames {
  /** `id: serial().primaryKey()` */
  readonly columnPrimaryKey: (table: string, column: ColumnName) => string;
  /** `primaryKey({ columns: [...] })` */
  readonly primaryKey: (table: string, columns: readonly ColumnName[]) => string;
  /** `email: text().unique()` */
  readonly columnUnique: (table: string, column: ColumnName) => string;
  /** `unique().on(...)` */
  readonly unique: (table: string, columns: readonly ColumnName[]) => string;
  readonly foreignKey: (reference: ReferenceNames) => string;
  /** The columns as the database calls them; `expr` for an expression. */
  readonly index: (table: string, elements: readonly string[]) => string;
  /** What becomes of a name that the author did choose. */
  readonly chosen: (name: string, columns: readonly ColumnName[]) => string;
}

export const written = ({ written: name }: ColumnName): string => name;
export const cased = ({ cased: name }: ColumnName): string => name;
export const stored = ({ stored: name }: ColumnName): string => name;

const BYTES = 63;
const ENCODER = new TextEncoder();

/**
 * `table_column_label` as PostgreSQL makes it where nobody gives a name: where it is too long, the longer of the first
 * two parts is cut, never the label (`makeObjectName` in src/backend/commands/indexcmds.c).
 */
export function serverName(table: string, column: string | undefined, label: string): string {
  const whole = column === undefined ? `${table}_${label}` : `${table}_${column}_${label}`;
  // Hardly any name is cut, and to count the bytes of each part takes time.
  if (byteLength(whole) <= BYTES) return whole;
  const room = BYTES - byteLength(label) - (column === undefined ? 1 : 2);
  let tableBytes = byteLength(table);
  let columnBytes = byteLength(column ?? "");
  while (tableBytes + columnBytes > room) {
    if (tableBytes > columnBytes) tableBytes -= 1;
    else columnBytes -= 1;
  }
  const parts = [cut(table, tableBytes), ...(column === undefined ? [] : [cut(column, columnBytes)]), label];
  return parts.join("_");
}

/** The name with a number behind it, still of 63 bytes at most. */
export function numberedName(name: string, number: number): string {
  const suffix = String(number);
  return cut(name, Math.min(byteLength(name), BYTES - suffix.length)) + suffix;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/** The first bytes of a text, without half a character at their end. */
function cut(text: string, bytes: number): string {
  const kept = new TextDecoder("utf-8", { ignoreBOM: true });
  return kept.decode(ENCODER.encode(text).subarray(0, bytes), { stream: true });
}
