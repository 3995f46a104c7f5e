import { foldName } from "@limbeck/model";

import { type Plan, statements } from "../plan.ts";
import { quoteIdentifier } from "../sql/identifier.ts";
import { newName } from "./rebuild.ts";

/** SQLite takes a name that differs from the old one in nothing but case for one that is taken, so that one comes by way of another. */
export function renameTablePlan(from: string, to: string): Plan {
  if (foldName(from) !== foldName(to)) return statements(rename(from, to));
  const between = newName({ name: to });
  return statements(rename(from, between), rename(between, to));
}

function rename(from: string, to: string): string {
  return `ALTER TABLE ${quoteIdentifier(from)} RENAME TO ${quoteIdentifier(to)}`;
}
