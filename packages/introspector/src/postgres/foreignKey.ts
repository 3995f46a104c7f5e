import { type Deferrable, type ForeignKey, type ForeignKeyAction } from "@limbeck/model";
import {
  type ConstraintRow,
  constraintColumns,
  constraintsOf,
  deferrableColumn,
  deferrableOf,
  lenientColumns,
  lenientOf,
  type LenientRow,
  namedOf,
  periodColumn,
} from "./constraint.ts";
import { type Context } from "./context.ts";
import { type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { type Scope, since } from "./scope.ts";
import { quoteString } from "@limbeck/operations";

interface ForeignKeyRow extends ConstraintRow, LenientRow {
  readonly columns: readonly number[];
  readonly target: NamedRow;
  readonly targetNumbers: readonly number[];
  readonly targetColumns: readonly string[] | null;
  readonly onDelete: string;
  readonly onUpdate: string;
  readonly onDeleteColumns: readonly number[] | null;
  readonly match: string;
  readonly deferrable: Deferrable | null;
  readonly period: boolean;
}

/** `pg_constraint.confdeltype` and `confupdtype`; `a`, NO ACTION, is what nothing said means. */
const ACTIONS: Readonly<Record<string, ForeignKeyAction | undefined>> = {
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
};

export const foreignKeyReader: Reader<ForeignKeyRow, ForeignKey> = {
  question: (scope) => ({
    columns: {
      ...constraintColumns,
      columns: "o.conkey",
      ...targetColumns(scope),
      onDelete: "o.confdeltype",
      onUpdate: "o.confupdtype",
      onDeleteColumns: since(scope, 15, "o.confdelsetcols", "NULL::int2[]"),
      match: "o.confmatchtype",
      ...deferrableColumn,
      ...lenientColumns(scope),
      ...periodColumn(scope),
    },
    from: `${constraintsOf("f")}
    JOIN pg_class f ON f.oid = o.confrelid JOIN pg_namespace n ON n.oid = f.relnamespace`,
  }),
  read: (row, context) => ({
    ...namedOf(row, context),
    columns: columnNames(row, row.columns, context),
    references: { table: qualifiedName(row.target), columns: targetNames(row, context) },
    ...actionsOf(row, context),
    ...(row.match === "f" ? { match: "full" } : {}),
    ...deferrableOf(row),
    ...(row.period ? { period: true } : {}),
    ...lenientOf(row),
  }),
};

/** The target may stand in a namespace that is not read; then the names of its columns come with the key. */
function targetColumns({ defaultSchema }: Scope) {
  return {
    target: `json_build_object('oid', f.oid::int8, 'schema', nullif(n.nspname, ${quoteString(defaultSchema)}), 'name', f.relname)`,
    targetNumbers: "o.confkey",
    targetColumns: `CASE WHEN o.confrelid NOT IN (SELECT r.oid FROM tables r) THEN (SELECT json_agg(a.attname ORDER BY k.position)
        FROM unnest(o.confkey) WITH ORDINALITY k(number, position)
        JOIN pg_attribute a ON a.attrelid = o.confrelid AND a.attnum = k.number) END`,
  };
}

function targetNames(row: ForeignKeyRow, context: Context): readonly string[] {
  return row.targetColumns ?? row.targetNumbers.map((number) => context.columnName(row.target.oid, number));
}

function actionsOf(
  row: ForeignKeyRow,
  context: Context,
): Pick<ForeignKey, "onDelete" | "onUpdate" | "onDeleteColumns"> {
  const onDelete = ACTIONS[row.onDelete];
  const onUpdate = ACTIONS[row.onUpdate];
  return {
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(onUpdate === undefined ? {} : { onUpdate }),
    ...(row.onDeleteColumns === null
      ? {}
      : { onDeleteColumns: columnNames(row, row.onDeleteColumns, context) }),
  };
}

function columnNames(
  { table }: ForeignKeyRow,
  numbers: readonly number[],
  context: Context,
): readonly string[] {
  return numbers.map((number) => context.columnName(table, number));
}
