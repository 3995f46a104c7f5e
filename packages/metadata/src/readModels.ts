import { type Dialect } from "@limbeck/model";
import { type ModelModule } from "./exports.ts";
import { type ModelSchema } from "./modelSchema.ts";
import { type ReadOptions } from "./reading.ts";
import { readPostgresModels } from "./readPostgresModels.ts";
import { readSqliteModels } from "./sqlite/readModels.ts";

const READERS = {
  postgres: readPostgresModels,
  sqlite: readSqliteModels,
} satisfies Record<Dialect, (modules: readonly ModelModule[], options: ReadOptions) => ModelSchema>;

/**
 * Reads Drizzle models into a Schema of the dialect that is asked for; models of another one are left out. Pure, but for the
 * callbacks in the models, each of which runs once.
 *
 * Fails with `name-clash`, `foreign-key-unresolved`, `table-callback-failed`, `column-unreadable`,
 * `several-primary-keys`, `column-of-another-table`, `view-indexes-failed`, `indexes-of-plain-view`, `model-wrong`.
 */
export function readModels(modules: readonly ModelModule[], options: ReadOptions): ModelSchema {
  return READERS[options.dialect ?? "postgres"](modules, options);
}
