export { guardedRole } from "./cluster.ts";
export { type FreshOptions, freshDatabase, type TestDatabase } from "./freshDatabase.ts";
export { newestMajor, postgresMajors, type PostgresServer, postgresServer } from "./postgres.ts";
