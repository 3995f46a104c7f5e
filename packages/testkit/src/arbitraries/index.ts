export { schemaPairs, type SchemaOptions, schemas } from "./schema.ts";
export { renamedTo, sqliteRenamedPairs } from "./sqlite/renamed.ts";
export { sqliteSchemaPairs, sqliteSchemas } from "./sqlite/schema.ts";
