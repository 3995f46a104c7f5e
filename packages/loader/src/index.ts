export { type Bundle, bundle, type BundleOptions, type Exports, type LoadOptions } from "./bundle.ts";
export { cacheFolders } from "./cacheFolder.ts";
export { type ConfigFile, findConfig, loadConfig, type LoadedConfig } from "./config.ts";
export { type DrizzleConfig, drizzleConfig, type DrizzleRoles } from "./drizzleConfig.ts";
export type { DatabaseParts, DrizzleCredentials, Ssl } from "./drizzleCredentials.ts";
export { loadEnv } from "./env.ts";
export { fileUnwritable, type Purpose, type SourcePosition } from "./errors.ts";
export { modelFiles } from "./modelFiles.ts";
export { isEsModule } from "./nodeResolution.ts";
export {
  type LoadedModels,
  type LoadedModule,
  loadModels,
  type ModelOptions,
  type OpenedModels,
  openModels,
} from "./models.ts";
export { sourcePosition, sourceStack } from "./position.ts";
export { readRevisionFiles, type RevisionFile, type RevisionFilesOptions } from "./revisionFiles.ts";
export {
  loadRevision,
  loadRevisions,
  type RevisionBody,
  revisionDigest,
  revisionDigests,
  type RevisionModule,
} from "./revisions.ts";
export type { StandIns } from "./standIns.ts";
export { printingAs, withoutPrints, withStdoutOnStderr } from "./stdout.ts";
export { writeFileAtomic } from "./writeFile.ts";
