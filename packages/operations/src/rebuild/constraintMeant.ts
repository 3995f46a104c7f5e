import { type Check, foldName, type Named, showName, spelling, type Table } from "@limbeck/model";

import { constraintAmbiguous, objectMissing } from "../errors.ts";
import { sameWords } from "./words.ts";

/**
 * The name that a constraint of the table has now, of which an operation says a name, in whatever case. One that nobody named is called
 * by its place among its like: where there are several, that may be another one tomorrow, or in another database. Errors: `constraint-ambiguous`.
 */
export function constraintMeant(table: Table, name: string): string {
  const { primaryKey, uniques, foreignKeys, checks } = table;
  const lists = [primaryKey === undefined ? [] : [primaryKey], uniques, foreignKeys, checks];
  for (const list of lists) {
    const found = named(list, name);
    if (found === undefined) continue;
    const like = isNameless(found) ? list.filter((one) => isNameless(one) && base(one) === base(found)) : [];
    if (like.length > 1) throw constraintAmbiguous(found.name, showName(table), like.length);
    return found.name;
  }
  return name;
}

/** The name of the check that an operation tells: one that nobody named is found by what it says. Errors: `constraint-ambiguous`, `object-missing`. */
export function checkMeant(table: Table, name: string, told: Check | undefined): string {
  if (told === undefined || !isNameless(told)) return constraintMeant(table, name);
  const found = table.checks.find((one) => isNameless(one) && sameWords(one.expression, told.expression));
  if (found === undefined)
    throw objectMissing(`check without a name on ${showName(table)} that says ${spelling(told.expression)}`);
  if (table.checks.filter((one) => one.name === found.name).length > 1)
    throw constraintAmbiguous(found.name, showName(table), 2);
  return found.name;
}

function named(list: readonly Named[], name: string): Named | undefined {
  return list.find((one) => one.name === name) ?? list.find((one) => foldName(one.name) === foldName(name));
}

function isNameless({ derivedName, unnamed }: Named): boolean {
  return derivedName === true || unnamed === true;
}

/** A derived name without the number that tells it from its like. */
function base({ name }: Named): string {
  return foldName(name).replace(/\d+$/, "");
}
