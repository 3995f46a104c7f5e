import { type Warning } from "@limbeck/metadata";
import { type Dialect, type Schema } from "@limbeck/model";

import { modelsOfOther } from "../compareErrors.ts";

interface ModelsRead {
  readonly schema: Schema;
  readonly warnings: readonly Warning[];
}

/** Models that are all of the other dialect are no empty ones: nobody means to compare those. */
export function refuseForeign({ schema, warnings }: ModelsRead, dialect: Dialect): void {
  const foreign = warnings.flatMap(({ code, facts }) =>
    code === "foreign-dialect-table" ? [String(facts["export"])] : [],
  );
  const empty = schema.tables.length + schema.views.length + schema.enums.length === 0;
  if (empty && foreign.length > 0) throw modelsOfOther(dialect, foreign);
}
