import { nameKey, type QualifiedName, type Routine, type Schema, spelling } from "@limbeck/model";
import { namesIn, ref } from "@limbeck/operations";

import { typesOf } from "../function/boundFunctions.ts";
import { policyNames } from "../mentions.ts";
import { namedTypes } from "../type/relationRows.ts";

/**
 * Whether something stands on a view that would not let it be dropped, or would go with it: a function that takes or gives its rows, or whose
 * body in standard SQL reads it, a policy that reads it, a column or a type that holds its rows, or a trigger.
 */
export function heldViews(...schemas: readonly Schema[]): (view: QualifiedName) => boolean {
  const triggers = new Set(schemas.flatMap((schema) => schema.triggers.map(({ table }) => nameKey(table))));
  const functions = schemas.flatMap((schema) => schema.functions);
  const types = new Set(functions.flatMap(typesOf));
  const words = new Set(functions.flatMap(wordsOf));
  const held = new Set(schemas.flatMap((schema) => [...namedTypes(schema)]));
  const policies = schemas.flatMap(({ tables }) => tables.flatMap((table) => table.policies));
  return (view) =>
    triggers.has(nameKey(view)) ||
    types.has(ref.type(view)) ||
    held.has(nameKey(view)) ||
    words.has(view.name) ||
    policies.some((policy) => policyNames(policy, new Set([view.name])));
}

function wordsOf({ standardBody }: Routine): readonly string[] {
  return standardBody === undefined ? [] : namesIn(spelling(standardBody)).map(({ name }) => name);
}
