export { defineConfig, type LimbeckConfig } from "./config/config.ts";
export { LimbeckError } from "@limbeck/model";
export { sql, type Operation, type Operations, type RevisionContext, type Sql } from "@limbeck/operations";
