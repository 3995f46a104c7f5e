import type { SqliteParams, SqliteRows, SqliteValue } from "./session.ts";

/**
 * A value as every driver takes it. Booleans must not pass as they are: better-sqlite3 refuses them, and `libsql` 0.5 ends the
 * process. Errors: a TypeError of what SQLite cannot store.
 */
export function toSqlite(value: unknown): SqliteValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  const bytes = bytesOf(value);
  if (bytes !== undefined) return bytes;
  throw new TypeError(`SQLite cannot store a value of type ${typeof value}`);
}

/** The values of `$1` …: SQLite takes `$1` for a name, which the drivers want without its dollar. */
export function numbered(params: readonly unknown[]): SqliteParams {
  return Object.fromEntries(params.map((value, index) => [String(index + 1), toSqlite(value)]));
}

/** A value as callers get it: integers as numbers where these are exact. */
export function fromSqlite(value: unknown): SqliteValue {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  const bytes = bytesOf(value);
  if (bytes !== undefined) return bytes;
  throw new TypeError(`a driver of SQLite answered a value of type ${typeof value}`);
}

/** A blob arrives as Buffer, Uint8Array or ArrayBuffer, depending on the driver. */
function bytesOf(value: unknown): Buffer | undefined {
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  // Not `instanceof`: an ArrayBuffer of a native module may belong to another realm, as under jest.
  return Object.prototype.toString.call(value) === "[object ArrayBuffer]"
    ? Buffer.from(value as ArrayBuffer)
    : undefined;
}

/** The rows as objects; of two columns with one name the last counts. */
export function asObjects({ columns, rows }: SqliteRows): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
}
