import { type SqliteConnection } from "@limbeck/database";
import { isLimbeckError } from "@limbeck/model";
import { foreignKeysBroken } from "../errors.ts";

/** Whether foreign keys are enforced; a transaction that has begun keeps it so. */
export async function areEnforced(connection: SqliteConnection): Promise<boolean> {
  const [row] = await connection.query<{ foreign_keys: number }>("PRAGMA foreign_keys");
  return row?.foreign_keys === 1;
}

/**
 * Switches foreign keys off where they are on, and gives what switches them on again. Call it outside of a transaction: inside, it
 * does nothing, and says nothing of that.
 */
export async function switchOff(connection: SqliteConnection): Promise<() => Promise<void>> {
  if (!(await areEnforced(connection))) return () => Promise.resolve();
  await connection.execute("PRAGMA foreign_keys = OFF");
  return () => connection.execute("PRAGMA foreign_keys = ON");
}

/** A row that refers to one that there is not. */
export interface Violation {
  readonly table: string;
  /** Null where the table has none. */
  readonly rowid: number | null;
  readonly parent: string;
}

export function violations(connection: SqliteConnection): Promise<readonly Violation[]> {
  return connection.query<Violation & Record<string, unknown>>("PRAGMA foreign_key_check");
}

/** Errors: `foreign-keys-broken`, of rows that did not refer to nothing `before`. */
export async function checkForeignKeys(
  connection: SqliteConnection,
  before: readonly Violation[],
): Promise<void> {
  const old = new Set(before.map(nameOf));
  const found = (await violations(connection)).filter((one) => !old.has(nameOf(one)));
  if (found.length > 0) throw foreignKeysBroken([...new Set(found.map(words))], found.length);
}

export function isForeignKeysBroken(error: unknown): boolean {
  return isLimbeckError(error) && error.code === "foreign-keys-broken";
}

function nameOf({ table, rowid, parent }: Violation): string {
  return JSON.stringify([table, rowid, parent]);
}

function words({ table, parent }: Violation): string {
  return `${table} → ${parent}`;
}
