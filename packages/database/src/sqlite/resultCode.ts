/** SQLite's primary result codes, in the order of their numbers from 1 (https://sqlite.org/rescode.html). */
const primaries = [
  "ERROR",
  "INTERNAL",
  "PERM",
  "ABORT",
  "BUSY",
  "LOCKED",
  "NOMEM",
  "READONLY",
  "INTERRUPT",
  "IOERR",
  "CORRUPT",
  "NOTFOUND",
  "FULL",
  "CANTOPEN",
  "PROTOCOL",
  "EMPTY",
  "SCHEMA",
  "TOOBIG",
  "CONSTRAINT",
  "MISMATCH",
  "MISUSE",
  "NOLFS",
  "AUTH",
  "FORMAT",
  "RANGE",
  "NOTADB",
] as const;

/** `SQLITE_ERROR`, `SQLITE_BUSY` … */
export type PrimaryCode = `SQLITE_${(typeof primaries)[number]}`;

const primaryCodes: readonly PrimaryCode[] = primaries.map((name): PrimaryCode => `SQLITE_${name}`);

/** A result code: the primary one, and what the driver says, which may be an extended one (`SQLITE_CONSTRAINT_UNIQUE`). */
export interface ResultCode {
  readonly primary: PrimaryCode;
  readonly extended: string;
}

/**
 * The result code of what a driver threw; undefined if it is none of SQLite's. better-sqlite3 and `libsql` say the extended name in
 * `code`, `@libsql/client` in `extendedCode` beside the primary one in `code`, `node:sqlite` its number in `errcode`. A code that `libsql` has no name
 * for is `UNKNOWN_SQLITE_ERROR_1544`.
 */
export function resultCode(error: unknown): ResultCode | undefined {
  const primary = primaryOfNumber(field(error, "errcode"));
  if (primary !== undefined) return { primary, extended: primary };
  for (const extended of [field(error, "extendedCode"), field(error, "code")]) {
    const named = typeof extended === "string" ? primaryOfName(extended) : undefined;
    if (named !== undefined) return { primary: named, extended: String(extended) };
  }
  return undefined;
}

/** The low byte of an extended code is the primary one. */
function primaryOfNumber(code: unknown): PrimaryCode | undefined {
  return typeof code === "number" ? primaryCodes[(code & 0xff) - 1] : undefined;
}

function primaryOfName(name: string): PrimaryCode | undefined {
  const [, number] = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(name) ?? [];
  if (number !== undefined) return primaryOfNumber(Number(number));
  return primaryCodes.find((primary) => name === primary || name.startsWith(`${primary}_`));
}

function field(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}
