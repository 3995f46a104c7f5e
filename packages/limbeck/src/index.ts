export { LimbeckError } from "@limbeck/model";
export { sql, type Operation, type Operations, type RevisionContext, type Sql } from "@limbeck/operations";
export {
  branches,
  type CallOptions,
  check,
  current,
  diff,
  downgrade,
  ensureVersion,
  heads,
  history,
  revision,
  show,
  stamp,
  upgrade,
} from "./api.ts";
export { defineConfig, type LimbeckConfig } from "./config/config.ts";
  dryRun,
