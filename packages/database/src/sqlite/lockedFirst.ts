import { isReading } from "./isReading.ts";
import type { SqliteRows } from "./session.ts";
import type { TextDriver } from "./textSession.ts";

/**
 * The driver, with the lock that a statement needs taken before the statement is prepared. In `libsql` (0.5.29) a prepared
 * statement that finds the database locked is never reset: until the garbage collector comes by, the connection commits nothing
 * that follows, reports no error, and keeps others from writing. A text given to `exec` is reset.
 */
export function lockedFirst(driver: TextDriver): TextDriver {
  const rows: TextDriver["rows"] = (sql, params) => {
    // Such a setting does nothing inside a transaction.
    if (driver.inTransaction() || /^\s*pragma\b[^(]*=/i.test(sql)) return driver.rows(sql, params);
    return inTransaction(driver, isReading(sql) ? READ : WRITE, () => driver.rows(sql, params));
  };
  return { ...driver, rows };
}

// BEGIN alone takes no lock.
const READ = "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1";
const WRITE = "BEGIN IMMEDIATE";

function inTransaction(driver: TextDriver, begin: string, act: () => SqliteRows): SqliteRows {
  try {
    driver.script(begin);
    const answer = act();
    driver.script("COMMIT");
    return answer;
  } catch (error) {
    if (driver.inTransaction()) driver.script("ROLLBACK");
    throw error;
  }
}
