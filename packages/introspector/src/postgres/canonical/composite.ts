import { type Attribute, type Composite, emptyTable, nameKey, type Schema, showName } from "@limbeck/model";

import { withoutOwnCollation } from "./collation.ts";
import { domainsOf } from "./domain.ts";
import { canonicalText, type Judge } from "./walk.ts";

/** The composite types of the models with the canonical texts of their counterparts, as the judge says. */
export function canonicalComposites(models: Schema, database: Schema, judge: Judge): readonly Composite[] {
  const composites = new Map(database.composites.map((composite) => [nameKey(composite), composite]));
  const domains = domainsOf(models, database);
  return models.composites.map((model) => {
    const live = new Map(composites.get(nameKey(model))?.attributes.map((one) => [one.name, one]));
    const attributes = model.attributes.map((attribute) => {
      const settled = canonicalAttribute(attribute, live.get(attribute.name), showName(model), judge);
      return withoutOwnCollation(settled.type, settled, domains);
    });
    return { ...model, attributes };
  });
}

function canonicalAttribute(
  model: Attribute,
  live: Attribute | undefined,
  composite: string,
  judge: Judge,
): Attribute {
  if (live === undefined) return model;
  const where = `type of ${composite}.${model.name}`;
  const site = { table: emptyTable({ name: composite }), judge };
  return { ...model, type: canonicalText(model.type, live.type, where, { kind: "type" }, site) };
}
