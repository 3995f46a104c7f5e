export { schemaPairs, type SchemaOptions, schemas } from "./schema.ts";
