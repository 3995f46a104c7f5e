import { type Dialect, type Schema } from "@limbeck/model";

import { asWrittenOnPostgres } from "./postgres/written.ts";

const writers = {
  postgres: asWrittenOnPostgres,
  // SQLite keeps every text as it was typed, whatever its version.
  sqlite: (schema) => schema,
} satisfies Record<Dialect, (schema: Schema) => Schema>;

/**
 * The schema as if an author had written it in the words of its server: what another server would print for the same
 * texts may differ, so its canonical spellings are taken for written ones and asked about anew.
 */
export function asWritten(schema: Schema): Schema {
  return writers[schema.dialect](schema);
}
