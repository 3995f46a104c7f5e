export { failure } from "./failure.ts";
export { guardedRole } from "./cluster.ts";
export { freePort } from "./freePort.ts";
export { type FreshOptions, freshDatabase, type TestDatabase } from "./freshDatabase.ts";
export { newestMajor, postgresMajors, type PostgresServer, postgresServer } from "./postgres.ts";
export { type ScratchPglite, scratchPglite } from "./pglite.ts";
export { catalogWitness, type WitnessClient, type WitnessOptions } from "./witness/catalogWitness.ts";
export { dumpEntries, pgDump, pgDumpOfPglite } from "./witness/pgDump.ts";
