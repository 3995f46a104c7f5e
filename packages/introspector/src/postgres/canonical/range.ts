import {
  canonicalSpelling,
  emptyTable,
  multirangeName,
  nameKey,
  type Range,
  sameName,
  type Schema,
  showName,
} from "@limbeck/model";

import { withoutOwnCollation } from "./collation.ts";
import { domainsOf } from "./domain.ts";
import { canonicalText, type Judge } from "./walk.ts";

/** The range types of the models with the canonical texts of their counterparts, as the judge says. */
export function canonicalRanges(models: Schema, database: Schema, judge: Judge): readonly Range[] {
  const ranges = new Map(database.ranges.map((range) => [nameKey(range), range]));
  const domains = domainsOf(models, database);
  return models.ranges.map((model) => {
    const live = ranges.get(nameKey(model));
    const settled = withoutOwnMultirange(live === undefined ? model : canonicalRange(model, live, judge));
    return withoutOwnCollation(settled.subtype, settled, domains);
  });
}

function canonicalRange(model: Range, live: Range, judge: Judge): Range {
  const where = `range type ${showName(live)}`;
  const value = { name: "value", type: live.subtype, nullable: true };
  // A space in its name, so that no text names it.
  const table = { ...emptyTable({ name: `value of ${where}` }), columns: [value] };
  const type = { kind: "type" } as const;
  const subtype = canonicalText(model.subtype, live.subtype, `subtype of ${where}`, type, { table, judge });
  const [written = "", canonical = ""] = [model.operatorClass, live.operatorClass];
  if (written === canonical || canonicalSpelling(subtype) !== canonicalSpelling(live.subtype))
    return { ...model, subtype };
  const slot = { kind: "operatorClass", method: "btree", element: "value" } as const;
  const judged = judge({ where: `operator class of ${where}`, slot, table, written, canonical });
  return judged === canonical
    ? withOperatorClass({ ...model, subtype }, live.operatorClass)
    : { ...model, subtype };
}

function withOperatorClass({ operatorClass: _, ...model }: Range, live: string | undefined): Range {
  return live === undefined ? model : { ...model, operatorClass: live };
}

function withoutOwnMultirange(model: Range): Range {
  const { multirange, ...rest } = model;
  return multirange !== undefined && sameName(multirange, multirangeName(rest)) ? rest : model;
}
