import { type Deferrable, type PrimaryKey } from "@limbeck/model";
import {
  backedColumns,
  backedOf,
  type BackedRow,
  constraintsOf,
  deferrableColumn,
  deferrableOf,
  periodColumn,
} from "./constraint.ts";
import { type Context } from "./context.ts";
import { dividedColumns, dividedOf, type DividedRow } from "./indexPart.ts";
import { parametersOf } from "./parameters.ts";
import { type Reader } from "./reader.ts";
import { placedOf, tablespaceOf } from "./tablespace.ts";
import { type Scope } from "./scope.ts";

/** A primary key or unique constraint, whose columns are those of the index behind it. */
export interface KeyRow extends BackedRow, DividedRow {
  /** `pg_index.indkey`: numbers of columns, those of INCLUDE after those of the key. */
  readonly columns: string;
  readonly keyColumns: number;
  readonly deferrable: Deferrable | null;
  readonly period: boolean;
  /** `pg_class.reloptions` of the index behind it. */
  readonly parameters: readonly string[] | null;
  readonly tablespace: string | null;
}

/** The columns of a `KeyRow`, of `pg_constraint o` and its index `x`, whose `pg_class` is `i`. */
export const keyRowColumns = (scope: Scope) => ({
  ...backedColumns,
  ...periodColumn(scope),
  columns: "x.indkey::text",
  keyColumns: "x.indnkeyatts",
  ...deferrableColumn,
  parameters: "i.reloptions",
  tablespace: tablespaceOf("i"),
  ...dividedColumns(scope, "i"),
});

/** The index behind a key. One that a partition has from its table is a part of that, whatever it stands behind. */
export const KEY_INDEX =
  "JOIN pg_index x ON x.indexrelid = o.conindid JOIN pg_class i ON i.oid = x.indexrelid AND NOT i.relispartition";

export const primaryKeyReader: Reader<KeyRow, PrimaryKey> = {
  question: (scope) => ({ columns: keyRowColumns(scope), from: `${constraintsOf("p")} ${KEY_INDEX}` }),
  read: keyOf,
};

/** What primary keys and unique constraints have in common, which is all that a primary key has. */
export function keyOf(row: KeyRow, context: Context): PrimaryKey {
  const columns = row.columns.split(" ").map((number) => context.columnName(row.table, Number(number)));
  const include = columns.slice(row.keyColumns);
  return {
    ...backedOf(row, context),
    columns: columns.slice(0, row.keyColumns),
    ...(include.length === 0 ? {} : { include }),
    ...deferrableOf(row),
    ...(row.period ? { withoutOverlaps: true } : {}),
    ...(row.parameters === null ? {} : { with: parametersOf(row.parameters) }),
    ...dividedOf(row),
    ...placedOf(row),
  };
}
