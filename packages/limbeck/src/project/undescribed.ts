import { type Unmodelled } from "@limbeck/introspector";
import { type Schema, showName } from "@limbeck/model";

import { inheritanceDiffers } from "../compareErrors.ts";
import { type Scope } from "./scope.ts";

/** What models say as a table, because it has rows and columns, and what a Schema does not describe. */
const TABLE_LIKE: ReadonlySet<string> = new Set(["inheritance child", "typed table", "foreign table"]);

/** The scope without the tables that are something else in a database, where they are left alone: what models say of them is no difference. */
export function withoutUndescribed(scope: Scope, unmodelled: readonly Unmodelled[]): Scope {
  const names = namesOf(unmodelled);
  if (names.size === 0) return scope;
  return { ...scope, includes: (table) => !names.has(showName(table)) && scope.includes(table) };
}

/** Refuses a table that is something else in the other database. Errors: `inheritance-differs`. */
export function refuseUndescribed(schema: Schema, unmodelled: readonly Unmodelled[]): void {
  const names = namesOf(unmodelled);
  const table = schema.tables.find((one) => names.has(showName(one)));
  const kind = unmodelled.find(({ name }) => table !== undefined && name === showName(table))?.kind;
  if (kind !== undefined && table !== undefined) throw inheritanceDiffers(showName(table), kind);
}

function namesOf(unmodelled: readonly Unmodelled[]): ReadonlySet<string> {
  return new Set(unmodelled.filter(({ kind }) => TABLE_LIKE.has(kind)).map(({ name }) => name));
}
