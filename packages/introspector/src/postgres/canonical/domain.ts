import {
  canonicalSpelling,
  type Domain,
  emptyTable,
  type Schema,
  nameKey,
  showName,
  type SqlText,
} from "@limbeck/model";

import { canonicalDefault } from "./default.ts";
import { canonicalText, EXPRESSION, type Judge, type Site } from "./walk.ts";

/** The domains of the models, and those of the database, which stay where nobody declares them unless another type has the name. */
export function domainsOf(models: Schema, database: Schema): readonly Domain[] {
  const others = new Set([...models.enums, ...models.composites, ...models.ranges].map(nameKey));
  return [...models.domains, ...database.domains.filter((domain) => !others.has(nameKey(domain)))];
}

/** The domains of the models with the canonical texts of their counterparts, as the judge says. */
export function canonicalDomains(models: Schema, database: Schema, judge: Judge): readonly Domain[] {
  const domains = new Map(database.domains.map((domain) => [nameKey(domain), domain]));
  return models.domains.map((model) => {
    const live = domains.get(nameKey(model));
    return live === undefined ? model : canonicalDomain(model, live, judge);
  });
}

function canonicalDomain(model: Domain, live: Domain, judge: Judge): Domain {
  const site: Site = { table: valueOf(live.type), judge };
  const what = `domain ${showName(live)}`;
  const type = canonicalText(model.type, live.type, `type of ${what}`, { kind: "type" }, site);
  const assumed = type === model.type ? live.type : type;
  const checks = new Map(live.checks.map((check) => [check.name, check]));
  return {
    ...model,
    type,
    ...canonicalDefault({ type: assumed, default: model.default, becomes: type }, live, what, site),
    checks: model.checks.map((check) => {
      const other = checks.get(check.name);
      if (other === undefined) return check;
      const where = `check ${check.name} of ${what}`;
      return {
        ...check,
        expression: canonicalText(check.expression, other.expression, where, EXPRESSION, site),
      };
    }),
  };
}

/**
 * What the texts of a domain read, as a table: VALUE is no reserved word, so it is read as a column just as well. Its name has a
 * space, so that no text names it.
 */
function valueOf(type: SqlText): Site["table"] {
  const column = { name: "value", type, nullable: true };
  return { ...emptyTable({ name: `value of ${canonicalSpelling(type)}` }), columns: [column] };
}
