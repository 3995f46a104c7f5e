export { deferrable } from "./declarations/constraint.ts";
export { collate, notNullOnConflict } from "./declarations/sqlite/column.ts";
export { type ConflictAction, descending, onConflict } from "./declarations/sqlite/constraint.ts";
export { strict, withoutRowid } from "./declarations/sqlite/table.ts";
export * from "./declarations/sqlite/trigger.ts";
