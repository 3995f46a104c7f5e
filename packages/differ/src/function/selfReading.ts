import { type QualifiedName, type Routine, type Schema } from "@limbeck/model";
import { type Ref, ref, touches } from "@limbeck/operations";

import { withUses } from "../view/viewUses.ts";

/** The names of the functions that need a table to be there. */
export type FunctionsOver = (table: QualifiedName) => ReadonlySet<string>;

/**
 * Which of the functions read a table when they are made, by themselves or through other functions, views and tables: what of that table calls
 * them cannot be made with it, nor go with it.
 */
export function functionsOver(functions: readonly Routine[], schema: Schema): FunctionsOver {
  if (functions.length === 0) return () => new Set();
  const needs = needsOf(functions, schema);
  const read = functions.map((routine) => ({ name: routine.name, refs: reach(ref.call(routine), needs) }));
  return (table) => {
    const over = read.filter(({ refs }) => refs.has(ref.relation(table)) || refs.has(ref.type(table)));
    return new Set(over.map(({ name }) => name));
  };
}

type Needs = ReadonlyMap<Ref, readonly Ref[]>;

function needsOf(functions: readonly Routine[], schema: Schema): Needs {
  const needs = new Map<Ref, readonly Ref[]>();
  const add = (made: Ref, needed: readonly Ref[]): void => {
    needs.set(made, [...(needs.get(made) ?? []), ...needed]);
  };
  for (const table of schema.tables) add(ref.relation(table), touches({ kind: "createTable", table }).needs);
  for (const view of withUses(schema)) add(ref.relation(view), touches({ kind: "createView", view }).needs);
  for (const routine of functions)
    add(ref.call(routine), touches({ kind: "createFunction", function: routine }).needs);
  return needs;
}

function reach(start: Ref, needs: Needs): ReadonlySet<Ref> {
  const found = new Set<Ref>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    open.push(...(needs.get(at) ?? []));
  }
  return found;
}
