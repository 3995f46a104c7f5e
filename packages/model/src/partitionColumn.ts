import { type Column } from "./column.ts";
import { canonicalSpelling } from "./sqlText.ts";
import { type Default } from "./default.ts";

/** What a column of a partition has otherwise than that of the table that it is a part of. */
export interface PartitionColumn {
  readonly name: string;
  /** NULL is allowed in the table, and not here. */
  readonly nullable?: false;
  /** For rows that are put into the partition itself; null: none, though the table has one. */
  readonly default?: Default | null;
  readonly comment?: string;
}

/** The column of a partition: that of its table, and what is otherwise. */
export function withOwn(column: Column, own: PartitionColumn | undefined): Column {
  const { comment: _, default: value, ...rest } = column;
  const kept = own?.default === undefined ? value : (own.default ?? undefined);
  return {
    ...rest,
    nullable: own?.nullable ?? column.nullable,
    ...(kept === undefined ? {} : { default: kept }),
    ...(own?.comment === undefined ? {} : { comment: own.comment }),
  };
}

/** What a column of a partition has otherwise than that of its table; undefined where that is nothing. */
export function ownOf(
  column: Column,
  { nullable, default: value, comment }: Column,
): PartitionColumn | undefined {
  const own = {
    ...(column.nullable && !nullable ? { nullable: false as const } : {}),
    ...(value?.kind === "serial" || sameDefault(column.default, value) ? {} : { default: value ?? null }),
    ...(comment === undefined ? {} : { comment }),
  };
  return Object.keys(own).length === 0 ? undefined : { name: column.name, ...own };
}

function sameDefault(a: Default | undefined, b: Default | undefined): boolean {
  return defaultText(a) === defaultText(b);
}

function defaultText(value: Default | undefined): string | undefined {
  if (value === undefined || value.kind === "serial") return value?.kind;
  return value.kind === "literal"
    ? (value.canonical ?? JSON.stringify(value.value))
    : canonicalSpelling(value);
}
