export { maskUrl } from "./mask.ts";
export {
  dialectOf,
  type LibsqlTarget,
  looksPooled,
  MEMORY,
  type PgliteTarget,
  type PostgresTarget,
  type SqliteTarget,
  type Target,
  targetUrl,
  type TlsMode,
} from "./target.ts";
export { blockersOf, type BuildProgress, buildProgress } from "./postgres/blockers.ts";
export { parseUrl } from "./url.ts";
export type { Signal } from "./signal.ts";
export type { SqlClient, SqlNotice, SqlQuery, SqlResult } from "./postgres/client.ts";
export { connect, type ConnectOptions } from "./connect.ts";
export { type Connection, onDialect } from "./connection.ts";
export type { PostgresConnection } from "./postgres/connection.ts";
export type { SqliteConnection } from "./sqlite/connection.ts";
export type { BeginMode, SqliteParams, SqliteRows, SqliteValue } from "./sqlite/session.ts";
export type { SqliteTransaction } from "./sqlite/transaction.ts";
export type { ServerReport } from "./errors.ts";
export { clientUnder, type DrizzleOn, fromClient } from "./fromClient.ts";
export type { SqlPool } from "./postgres/fromClient.ts";
export type { PostgresJs } from "./postgres/postgresJs.ts";
export { isSqliteClient, type SqliteClient } from "./sqlite/fromClient.ts";
export {
  type LockHolder,
  lockHolder,
  type LockKey,
  lockKey,
  type LockName,
  tryLock,
  unlock,
} from "./postgres/lock.ts";
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
export { type DrizzleDatabase, drizzleOn, type SqliteDrizzleDatabase } from "./drizzle.ts";
export { type PgliteConnection } from "./postgres/pglite.ts";
export { openScratch, type ScratchOptions } from "./postgres/scratch.ts";
export { openThrowaway, THROWAWAY } from "./postgres/throwaway.ts";
export { chosenServer, type InstalledServer, installedServers } from "./postgres/embedded/installed.ts";
export { type EmbeddedServer, startEmbedded } from "./postgres/embedded/server.ts";
export { scratchExtensions } from "./postgres/scratchExtensions.ts";
export { pgliteVersion } from "./postgres/pgliteVersion.ts";
