import { type Default } from "@limbeck/model";
import { type ColumnRow } from "./column.ts";
import { type Context } from "./context.ts";
import { isGenerated } from "./generated.ts";
import { serialDefault } from "./serial.ts";
import { repeatable } from "./repeatable.ts";

/** The default of a column. A literal stays the expression that the server made of it: what is compared is its text. */
export function defaultOf(column: ColumnRow, context: Context): { readonly default?: Default } {
  if (column.expression === null || isGenerated(column)) return {};
  return {
    default: serialDefault(column, context) ?? {
      kind: "expression",
      canonical: repeatable(column.expression),
    },
  };
}
