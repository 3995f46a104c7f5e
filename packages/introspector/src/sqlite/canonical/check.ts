import { type Check } from "@limbeck/model";
import { canonicalText, type Site } from "./walk.ts";

/** The checks of a table of the models in the words of those of the same name; one without a name is the one that says the same. */
export function canonicalChecks(
  models: readonly Check[],
  live: readonly Check[],
  site: Site,
): readonly Check[] {
  const names = new Set(models.map(({ name }) => name));
  const free = live.filter(({ name }) => !names.has(name));
  return models.map((model) => {
    const twin = live.find(({ name }) => name === model.name);
    if (twin !== undefined) return saidAs(model, twin, site);
    for (const [at, one] of free.entries()) {
      if (model.derivedName !== true && one.derivedName !== true) continue;
      const said = saidAs(model, one, site);
      if (said.expression.canonical !== one.expression.canonical) continue;
      free.splice(at, 1);
      return said;
    }
    return model;
  });
}

function saidAs(model: Check, live: Check, site: Site): Check {
  const where = `check ${model.name} on ${site.table.name}`;
  const expression = canonicalText(model.expression, live.expression, where, "expression", site);
  return { ...model, expression };
}
