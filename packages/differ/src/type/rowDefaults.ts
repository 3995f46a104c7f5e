import {
  canonicalSpelling,
  type Default,
  nameKey,
  nameOf,
  type QualifiedName,
  type Schema,
  type SqlText,
} from "@limbeck/model";
import { castNames, type Ref, ref } from "@limbeck/operations";

import { type TablePlan } from "../plan.ts";
import { isOf } from "../table/columnSteps.ts";
import { changedComposites, remadeComposites } from "./composites.ts";
import { namesOfType, standingOn } from "./standing.ts";

/** Whether a text puts a row together, or says one as a literal: it has as many fields as its type has at that time. */
export function saysRow(text: SqlText | undefined): boolean {
  return text !== undefined && /\bROW\s*\(|'[^']*\(/i.test(canonicalSpelling(text));
}

/** Whether a default does. */
export function isRow(value: Default | null | undefined): boolean {
  return value?.kind === "expression" && saysRow(value);
}

/**
 * The defaults of columns that say rows of a type whose attributes come or go where it stands, be it that of a table: they go before that
 * and come after it, also on the way back. PostgreSQL casts no row to a type of other attributes, and prints one that it holds otherwise.
 */
export function rowDefaults(before: Schema, after: Schema, plans: readonly TablePlan[]): ReadonlySet<Ref> {
  const types = reshapedTypes(before, after, plans);
  if (types.size === 0) return new Set();
  return new Set(
    [before, after].flatMap(({ tables }) =>
      tables.flatMap((table) =>
        table.columns
          .filter(
            ({ type, default: value }) => isRow(value) && (isOf(type, types) || castsToOne(value, types)),
          )
          .map(({ name }) => ref.defaultOf(table, name)),
      ),
    ),
  );
}

function castsToOne(value: Default | undefined, types: ReadonlySet<string>): boolean {
  return value?.kind === "expression" && castNames(value).some((name) => types.has(nameKey(name)));
}

function reshapedTypes(before: Schema, after: Schema, plans: readonly TablePlan[]): ReadonlySet<string> {
  const remade = new Set(remadeComposites(before, after).map(nameKey));
  const composites = changedComposites(before, after).map(([, composite]) => composite);
  const tables = plans.filter(({ added, removed }) => added.length + removed.length > 0);
  const own: readonly QualifiedName[] = [
    ...composites.filter((one) => !remade.has(nameKey(one))),
    ...tables.map((plan) => nameOf(plan.after)),
  ];
  const standing = [before, after].flatMap((schema) => standingOn(own, schema).flatMap(namesOfType));
  return new Set([...own, ...standing].map(nameKey));
}
