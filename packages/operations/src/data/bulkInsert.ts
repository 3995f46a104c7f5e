import { type QualifiedName, showName } from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { isSql, type Sql, type SqlValue } from "../input/sqlInput.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { quoteList, quoteName } from "../sql/identifier.ts";
import { quoteLiteral } from "../sql/literal.ts";
import { irreversible, type Irreversible } from "./irreversible.ts";
import { insertSql as sqliteInsertSql } from "../sql/sqlite/insert.ts";

/** A row by column; sql`…` for what is no plain value. A column that a row leaves out gets its default. */
export type RowInput = Readonly<Record<string, SqlValue | Sql>>;

export interface BulkInsert {
  readonly kind: "bulkInsert";
  readonly table: QualifiedName;
  readonly rows: readonly RowInput[];
}

export const bulkInsertOperations = {
  /** Inserts rows: `op.bulkInsert("roles", [{ name: "admin" }, { name: "guest" }])`. */
  bulkInsert: operation({
    directive: (table: NameInput, rows: readonly RowInput[]): BulkInsert => ({
      kind: "bulkInsert",
      table: qualifiedName(table),
      rows,
    }),
    args: (op) => [nameInput(op.table), op.rows],
    reverse: (op): Irreversible =>
      irreversible(`the rows inserted into ${showName(op.table)} are not marked`),
    describe: (op) => `${op.rows.length} row${op.rows.length === 1 ? "" : "s"} into ${showName(op.table)}`,
    apply: (schema) => schema,
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.relation(op.table)] }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(...insertSql(op)),
      sqlite: (op) => statements(...sqliteInsertSql(op)),
    },
  }),
};

function insertSql({ table, rows }: BulkInsert): readonly string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (rows.length === 0 || columns.length === 0) return [];
  const values = rows.map((row) => `(${columns.map((column) => valueSql(row[column])).join(", ")})`);
  return [`INSERT INTO ${quoteName(table)} ${quoteList(columns)} VALUES\n  ${values.join(",\n  ")}`];
}

function valueSql(value: SqlValue | Sql | undefined): string {
  if (value === undefined) return "DEFAULT";
  return isSql(value) ? value.text : quoteLiteral(value);
}
