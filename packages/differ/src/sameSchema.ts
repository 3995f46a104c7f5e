import {
  type Column,
  type Default,
  type QualifiedName,
  sameValue,
  type Schema,
  type Table,
} from "@limbeck/model";

import { sameDefault } from "./table/columns.ts";

/**
 * Whether two schemas say the same, each thing in the same place of its list: then there is no difference, and it need not be looked
 * for. `false` says nothing, since columns may stand in another order and names be derived.
 */
export function sameSchema(a: Schema, b: Schema): boolean {
  const [{ tables, unsaid: _, ...rest }, { tables: others, unsaid: __, ...otherRest }] = [a, b];
  return sameValue(rest, otherRest) && sameList(tables, others, sameTable);
}

function sameTable(a: Table, b: Table): boolean {
  const [{ columns, ...rest }, { columns: others, ...otherRest }] = [a, b];
  // Who chose a name says nothing once it is the same.
  return sameList(columns, others, sameColumn) && sameValue(rest, otherRest, "derivedName");
}

function sameColumn(a: Column, b: Column): boolean {
  const [{ default: value, ...rest }, { default: other, ...otherRest }] = [a, b];
  return (
    sameDefault(value, other) && sameValue(sequence(value), sequence(other)) && sameValue(rest, otherRest)
  );
}

/** What the sequence of a serial column is called, which says nothing of how it counts. */
function sequence(value: Default | undefined): QualifiedName | undefined {
  return value?.kind === "serial" ? value.sequence : undefined;
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, at) => same(item, b[at] ?? item));
}
