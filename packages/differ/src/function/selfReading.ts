import { type QualifiedName, type Routine, type Schema } from "@limbeck/model";
import { type Operation, type Ref, ref, touches } from "@limbeck/operations";

import { groupBy } from "../groups.ts";
import { withUses } from "../view/viewUses.ts";

/** The names of the functions that need a table to be there. */
export type FunctionsOver = (table: QualifiedName) => ReadonlySet<string>;

/**
 * Which of the functions read a table when they are made, by themselves or through other functions, views and tables: what of that table calls
 * them cannot be made with it, nor go with it.
 */
export function functionsOver(functions: readonly Routine[], schema: Schema): FunctionsOver {
  if (functions.length === 0) return () => new Set();
  const names = new Map(functions.map((routine) => [ref.call(routine), routine.name]));
  const neededBy = uses(functions, schema);
  return (table) => {
    const over = reach([ref.relation(table), ref.type(table)], neededBy);
    return new Set([...over].flatMap((one) => names.get(one) ?? []));
  };
}

/** What is made of what it needs, by each thing that is needed: from a table it is not far to what stands on it, in a schema of any size. */
type NeededBy = ReadonlyMap<Ref, readonly { readonly name: Ref }[]>;

function uses(functions: readonly Routine[], schema: Schema): NeededBy {
  const made: readonly (readonly [Ref, Operation])[] = [
    ...schema.tables.map((table) => [ref.relation(table), { kind: "createTable", table }] as const),
    ...withUses(schema).map((view) => [ref.relation(view), { kind: "createView", view }] as const),
    ...functions.map((one) => [ref.call(one), { kind: "createFunction", function: one }] as const),
  ];
  const needs = made.flatMap(([name, operation]) => touches(operation).needs.map((need) => ({ name, need })));
  return groupBy(needs, ({ need }) => need);
}

function reach(start: readonly Ref[], neededBy: NeededBy): ReadonlySet<Ref> {
  const found = new Set<Ref>();
  const open = [...start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    open.push(...(neededBy.get(at) ?? []).map(({ name }) => name));
  }
  return found;
}
