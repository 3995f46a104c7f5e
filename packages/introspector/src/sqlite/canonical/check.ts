import { type Check } from "@limbeck/model";
import { canonicalText, type Site } from "./walk.ts";

/** The checks of a table of the models in the words of those of the same name; one without a name is the one that says the same. */
export function canonicalChecks(
  models: readonly Check[],
  live: readonly Check[],
  site: Site,
): readonly Check[] {
  const twins = models.map((model) => live.find((one) => areTwins(model, one, site)));
  const free = live.filter((one) => !twins.includes(one));
  return models.map((model, at) => {
    const twin = twins[at] ?? alike(model, free, site);
    if (twin === undefined) return inWordsOfNamesake(model, live, site);
    if (free.includes(twin)) free.splice(free.indexOf(twin), 1);
    return saidAs(model, twin, site);
  });
}

/** Of the same name, which somebody chose; a derived one goes from check to check, so that they have to say the same too. */
function areTwins(model: Check, live: Check, site: Site): boolean {
  return model.name === live.name && (isChosen(model, live) || saysTheSame(model, live, site));
}

function isChosen(...checks: readonly Check[]): boolean {
  return checks.every(({ derivedName }) => derivedName !== true);
}

function alike(model: Check, free: readonly Check[], site: Site): Check | undefined {
  return free.find((one) => !isChosen(model, one) && saysTheSame(model, one, site));
}

function saysTheSame(model: Check, live: Check, site: Site): boolean {
  return saidAs(model, live, site).expression.canonical === live.expression.canonical;
}

function inWordsOfNamesake(model: Check, live: readonly Check[], site: Site): Check {
  const namesake = live.find(({ name }) => name === model.name);
  return namesake === undefined ? model : saidAs(model, namesake, site);
}

function saidAs(model: Check, live: Check, site: Site): Check {
  const where = `check ${model.name} on ${site.table.name}`;
  const expression = canonicalText(model.expression, live.expression, where, "expression", site);
  return { ...model, expression };
}
