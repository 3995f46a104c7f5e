export { maskUrl } from "./mask.ts";
export {
  looksPooled,
  type PgliteTarget,
  type PostgresTarget,
  type Target,
  targetUrl,
  type TlsMode,
} from "./target.ts";
export { blockersOf, type BuildProgress, buildProgress } from "./blockers.ts";
export { parseUrl } from "./url.ts";
export type { SqlClient, SqlNotice, SqlQuery, SqlResult } from "./client.ts";
export { connect, type ConnectOptions } from "./connect.ts";
export type { Connection } from "./connection.ts";
export type { ServerReport } from "./errors.ts";
export { fromClient, type SqlPool } from "./fromClient.ts";
export {
  type LockHolder,
  lockHolder,
  type LockKey,
  lockKey,
  type LockName,
  tryLock,
  unlock,
} from "./lock.ts";
export {
  begin,
  commit,
  inSavepoint,
  inTransaction,
  rollback,
  type TransactionOptions,
  type TransactionStatus,
  transactionStatus,
} from "./transaction.ts";
export { type DrizzleDatabase, drizzleOn } from "./drizzle.ts";
export { openScratch, type ScratchOptions } from "./scratch.ts";
export { scratchExtensions } from "./scratchExtensions.ts";
export { pgliteVersion } from "./pgliteVersion.ts";
