import { type Column } from "@limbeck/model";
import fc from "fast-check";

import { defined } from "./defined.ts";

/** A column of a table that may be partitioned, beside the one by which it is divided. */
export interface ColumnRecipe {
  readonly slot: number;
  readonly nullable: boolean;
  readonly value: boolean;
}

export const columnRecipe: fc.Arbitrary<ColumnRecipe> = fc.record({
  slot: fc.nat({ max: 2 }),
  nullable: fc.boolean(),
  value: fc.boolean(),
});

/** The column by which it is divided. */
export const KEY: Column = { name: "key", type: { canonical: "integer" }, nullable: false };

/** Their defaults in the table, in a partition, and in the partition of that. */
export const COLUMNS = [
  { type: "integer", value: "7", own: "8", below: "9" },
  { type: "text", value: "'it''s'", own: "'own'", below: "upper('x')" },
  { type: "date", value: "'2026-01-01'", own: "'2026-02-02'", below: "CURRENT_DATE" },
] as const;

export function makeColumn({ slot, nullable, value }: ColumnRecipe): Column {
  const known = COLUMNS[slot] ?? COLUMNS[0];
  return defined({
    name: `column ${slot}`,
    type: { canonical: known.type },
    nullable,
    default: value ? { kind: "expression" as const, written: known.value } : undefined,
  });
}
