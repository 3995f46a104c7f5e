import { type PartitionColumn } from "@limbeck/model";
import { type ColumnRow } from "./column.ts";
import { commentOf } from "./comment.ts";
import { type Context } from "./context.ts";
import { isGenerated } from "./generated.ts";
import { type PartitionRow } from "./partition.ts";
import { repeatable } from "./repeatable.ts";

/** What the columns of a partition have otherwise than those of the table that it is a part of, sorted by name. */
export function partitionColumns(context: Context) {
  return ({ oid, parent }: PartitionRow): readonly PartitionColumn[] => {
    const above = new Map(context.columnsOf(parent?.oid ?? 0).map((row) => [row.name, row]));
    const own = context.columnsOf(oid).flatMap((row) => {
      const theirs = above.get(row.name);
      return theirs === undefined ? [] : ownOf(row, theirs, context);
    });
    return own.sort((a, b) => (a.name < b.name ? -1 : 1));
  };
}

function ownOf(row: ColumnRow, above: ColumnRow, context: Context): readonly PartitionColumn[] {
  const own = {
    ...(above.nullable && !row.nullable ? { nullable: false as const } : {}),
    ...(isGenerated(row) || row.expression === above.expression ? {} : { default: defaultOf(row) }),
    ...commentOf(context, "pg_class", row.table, row.number),
  };
  return Object.keys(own).length === 0 ? [] : [{ name: row.name, ...own }];
}

function defaultOf({ expression }: ColumnRow): NonNullable<PartitionColumn["default"]> | null {
  return expression === null ? null : { kind: "expression", canonical: repeatable(expression) };
}
