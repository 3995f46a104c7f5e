export { build } from "./build.ts";
export { type CompareOptions, differences } from "./compare.ts";
export { concernOf } from "./concern.ts";
export { madeRoles, withRoles } from "./roles.ts";
export { externalsOf } from "./externals.ts";
export { type ProofStation } from "./errors.ts";
export { type Proof, type ProofInput, prove } from "./prove.ts";
export { replay, type ReplayInput } from "./replay.ts";
export { type SnapshotCache, snapshotCache, type SnapshotParts } from "./snapshot.ts";
