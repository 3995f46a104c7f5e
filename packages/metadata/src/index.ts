export { type Casing, type Drizzle } from "./drizzle/drizzle.ts";
export { requireDrizzle } from "./drizzle/require.ts";
export { type Declared } from "./errors.ts";
export { type ModelModule } from "./exports.ts";
export { type Managed, type ModelCounts, type ModelSchema } from "./modelSchema.ts";
export { readModels } from "./readModels.ts";
export { type ReadOptions } from "./reading.ts";
export { type Warning } from "./warning.ts";
