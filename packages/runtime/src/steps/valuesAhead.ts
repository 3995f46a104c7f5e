import { type AddEnumValue, quoteString } from "@limbeck/operations";
import { sameName } from "@limbeck/model";
import { type Item } from "./preparedStep.ts";

// The server refuses a new enum value in the transaction that added it, unless the type was made there too (PostgreSQL manual, ALTER TYPE).

/** Whether a statement must be committed before all others: a later one uses the value that it adds to a type that was there. */
export function mustGoAhead(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item?.kind !== "statement" || item.statement.transaction !== "ahead") return false;
  if (items.slice(0, at).some((earlier) => makesTypeOf(earlier, item))) return false;
  return items.some((_, later) => later > at && uses(items, later, item));
}

/**
 * Whether a statement that stays in its place must be committed there: a later one uses the value, and the type was not made in the
 * transaction (`inHand`) that it would join.
 */
export function mustBeCommitted(items: readonly Item[], at: number, inHand: readonly Item[]): boolean {
  const item = items[at];
  if (item?.kind !== "statement" || item.statement.transaction !== "ahead") return false;
  if (inHand.some((earlier) => makesTypeOf(earlier, item))) return false;
  return items.some((_, later) => later > at && uses(items, later, item));
}

function makesTypeOf({ operation: earlier }: Item, { operation }: Item): boolean {
  if (operation.kind !== "addEnumValue") return false;
  if (earlier.kind === "createEnum") return sameName(earlier.type, operation.name);
  if (earlier.kind === "replaceEnum") return sameName(earlier.name, operation.name);
  if (earlier.kind !== "execute") return false;
  return /\bcreate\s+type\b/i.test(earlier.sql) && earlier.sql.includes(operation.name.name);
}

function uses(items: readonly Item[], at: number, { operation }: Item): boolean {
  const later = items[at];
  if (later?.kind !== "statement" || operation.kind !== "addEnumValue") return true;
  if (later.statement.transaction !== "ahead") return says(later, operation);
  // The next value of the same type may stand AFTER this one: they go together.
  const sameType = later.operation.kind === "addEnumValue" && sameName(later.operation.name, operation.name);
  return sameType && mustGoAhead(items, at);
}

/** Whether a statement has the value in it: as we write it, or, in SQL of others, in whatever quotes. */
function says(
  { operation, statement }: Extract<Item, { readonly kind: "statement" }>,
  { value }: AddEnumValue,
): boolean {
  if (statement.sql.includes(quoteString(value))) return true;
  return operation.kind === "execute" && statement.sql.includes(value);
}
