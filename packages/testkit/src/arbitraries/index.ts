export { schemaPairs, type SchemaOptions, schemas } from "./schema.ts";
export { sqliteSchemaPairs, sqliteSchemas } from "./sqlite/schema.ts";
