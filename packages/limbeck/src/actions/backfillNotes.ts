import { type Default, nameKey, type Schema, showName, spelling } from "@limbeck/model";
import { type Operation, TODO } from "@limbeck/operations";

/**
 * What stands above the place of a value that nobody has chosen yet: the default of the column, as the place would take it. It is told and not
 * filled in: that a row has no value may have meant something. The schema is what the body leads to.
 */
export function backfillNotes({ tables }: Schema): (op: Operation) => readonly string[] {
  return (op) => {
    if (op.kind !== "backfill" || op.value !== TODO) return [];
    const table = tables.find((one) => nameKey(one) === nameKey(op.table));
    const value = table?.columns.find(({ name }) => name === op.column)?.default;
    return value === undefined ? [] : noteOf(op, value);
  };
}

function noteOf(
  { table, column }: Extract<Operation, { readonly kind: "backfill" }>,
  value: Default,
): readonly string[] {
  // What a serial counts is for new rows.
  if (value.kind === "serial") return [];
  const text = value.kind === "literal" ? JSON.stringify(value.value) : `sql\`${spelling(value)}\``;
  return [`The default of ${showName(table)}.${column} is ${text}`];
}
