import { type Named, type OnConflict } from "@limbeck/model";

import { quoteIdentifier } from "../identifier.ts";

/** `CONSTRAINT "a"`, which stands before what is called so; nothing where nobody has named it. */
export function calledSql(name: string | undefined): readonly string[] {
  return name === undefined ? [] : [`CONSTRAINT ${quoteIdentifier(name)}`];
}

/** What nobody has named stays without a name. */
export function namedSql(constraint: Named): readonly string[] {
  return calledSql(isUnnamed(constraint) ? undefined : constraint.name);
}

function isUnnamed({ derivedName, unnamed }: Named): boolean {
  return derivedName === true || unnamed === true;
}

export function onConflictSql(action: OnConflict | undefined): readonly string[] {
  return action === undefined ? [] : [`ON CONFLICT ${action.toUpperCase()}`];
}
