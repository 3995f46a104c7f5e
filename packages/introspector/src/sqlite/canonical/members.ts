import {
  type Check,
  type ForeignKey,
  type Named,
  type PrimaryKey,
  type Table,
  type Unique,
} from "@limbeck/model";
import { canonicalText, type Site } from "./walk.ts";

/**
 * The constraints of a table of the models under the names that the database has for them: where one side did not choose the name, a
 * constraint that says the same is the same one. Of checks also the texts in the words of the database.
 */
export function withNamesOf(model: Table, live: Table, site: Site): Table {
  const { primaryKey } = model;
  return {
    ...model,
    ...(primaryKey === undefined ? {} : { primaryKey: namedAs(primaryKey, live.primaryKey) }),
    uniques: adopt(model.uniques, live.uniques, sayOfUnique),
    foreignKeys: adopt(model.foreignKeys, live.foreignKeys, sayOfForeignKey),
    checks: canonicalChecks(model.checks, live.checks, site),
  };
}

function namedAs<M extends PrimaryKey>(model: M, live: PrimaryKey | undefined): M {
  return live === undefined || !isOpen(model, live) ? model : withName(model, live);
}

function isOpen(model: Named, live: Named): boolean {
  return model.derivedName === true || live.derivedName === true;
}

function withName<M extends Named>({ derivedName: _, ...model }: M, { name, derivedName }: Named): M {
  // The type cannot say that what is taken away is put back.
  return { ...(model as M), name, ...(derivedName === true ? { derivedName } : {}) };
}

function sayOfUnique({ columns, onConflict }: Unique): string {
  return JSON.stringify([columns, onConflict]);
}

function sayOfForeignKey(key: ForeignKey): string {
  const { columns, references, onDelete, onUpdate, match, deferrable } = key;
  return JSON.stringify([
    columns,
    references.table.name,
    references.columns,
    onDelete,
    onUpdate,
    match,
    deferrable,
  ]);
}

function adopt<M extends Named>(
  models: readonly M[],
  live: readonly M[],
  say: (member: M) => string,
): readonly M[] {
  const free = withoutNames(live, models);
  return models.map((model) => {
    if (live.some(({ name }) => name === model.name)) return model;
    const at = free.findIndex((one) => isOpen(model, one) && say(one) === say(model));
    const [found] = at === -1 ? [] : free.splice(at, 1);
    return found === undefined ? model : withName(model, found);
  });
}

/** Those of the database whose names no member of the models has. */
function withoutNames<M extends Named>(live: readonly M[], models: readonly M[]): M[] {
  const names = new Set(models.map(({ name }) => name));
  return live.filter(({ name }) => !names.has(name));
}

/** Of the same name first; a check without a name is the one that says the same. */
function canonicalChecks(models: readonly Check[], live: readonly Check[], site: Site): readonly Check[] {
  const free = withoutNames(live, models);
  return models.map((model) => {
    const twin = live.find(({ name }) => name === model.name);
    if (twin !== undefined) return saidAs(model, twin, site);
    for (const [at, one] of free.entries()) {
      const said = isOpen(model, one) ? saidAs(model, one, site) : model;
      if (said.expression.canonical !== one.expression.canonical) continue;
      free.splice(at, 1);
      return withName(said, one);
    }
    return model;
  });
}

function saidAs(model: Check, live: Check, site: Site): Check {
  const where = `check ${model.name} on ${site.table.name}`;
  const expression = canonicalText(model.expression, live.expression, where, "expression", site);
  return { ...model, expression };
}
