import { type Exclusion, showName } from "@limbeck/model";
import { canonicalSorted } from "./tableIndex.ts";
import { type Site } from "./walk.ts";

/** An exclusion constraint of the models with its canonical texts, given its counterpart in the database. */
export function canonicalExclusion(model: Exclusion, live: Exclusion, site: Site): Exclusion {
  const where = `exclusion constraint ${model.name} on ${showName(site.table)}`;
  const sorted = canonicalSorted(model, live, { where, live, site });
  return {
    ...model,
    ...sorted,
    elements: sorted.elements.map((element, at) => ({
      ...element,
      operator: canonicalOperator(model.elements[at]?.operator ?? "", live.elements[at]?.operator),
    })),
  };
}

/** `&&` and `OPERATOR(pg_catalog.&&)` are one operator, and so are `&&` and one that only another path leads to. */
function canonicalOperator(model: string, live: string | undefined): string {
  return live !== undefined && bare(model) === bare(live) ? live : model;
}

function bare(operator: string): string {
  const qualified = /^OPERATOR\s*\((?:.*\.)?([^.]+)\)$/i.exec(operator.trim());
  return (qualified?.[1] ?? operator).trim();
}
