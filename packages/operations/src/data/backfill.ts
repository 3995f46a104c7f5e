import { type Default, type QualifiedName, showName, spelling, type SqlText } from "@limbeck/model";

import { type Hazard } from "../hazard.ts";
import { type DefaultInput, defaultInput, defaultValue } from "../input/defaultInput.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { type Ref, ref } from "../ref.ts";
import { calledNames } from "../sql/calls.ts";
import { castRefs } from "../sql/casts.ts";
import { defaultSql } from "../sql/expression.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { fillSql as fillSqliteSql, refuseSql as refuseSqliteSql } from "../sql/sqlite/backfill.ts";

export interface Backfill {
  readonly kind: "backfill";
  readonly table: QualifiedName;
  readonly column: string;
  /** What the rows without a value get. */
  readonly value: Exclude<Default, { kind: "serial" }>;
}

export type BackfillInput = Exclude<DefaultInput, { readonly serial: true }>;

/** The value that nobody has chosen yet. */
export const TODO: Backfill["value"] = { kind: "expression", written: "TODO" };

export const backfillOperations = {
  /**
   * Gives a value to the rows that have none in a column: `op.backfill("tasks", "owner", "nobody")`, or an expression
   * over the row: sql`coalesce(author, 'nobody')`. While it is sql`TODO`, it fails on a table with such rows.
   */
  backfill: operation({
    directive: (table: NameInput, column: string, value: BackfillInput): Backfill => ({
      kind: "backfill",
      table: qualifiedName(table),
      column,
      value: plain(value),
    }),
    args: (op): [NameInput, string, BackfillInput] => [nameInput(op.table), op.column, input(op.value)],
    // What was filled stays or goes with its column: `reverseAll` leaves it out.
    reverse: (op): Backfill => op,
    describe: (op) => `column ${showName(op.table)}.${op.column}: rows without a value are filled`,
    apply: (schema) => schema,
    touches: (op) => ({
      makes: [],
      breaks: [],
      // It comes while there may still be NULLs.
      needs: [
        ref.relation(op.table),
        ref.column(op.table, op.column),
        ref.nullsIn(op.table, op.column),
        ...(op.value.kind === "expression" ? newRefs(op.value) : []),
      ],
    }),
    hazards: (op): readonly Hazard[] =>
      isTodo(op) ? [{ code: "fails-on-nulls", message: todoMessage(op) }] : [],
    compile: {
      postgres: (op) => statements(isTodo(op) ? refuseSql(op) : fillSql(op)),
      sqlite: (op) => statements(...(isTodo(op) ? refuseSqliteSql(op, todoText(op)) : [fillSqliteSql(op)])),
    },
  }),
};

/** What a value calls and casts to is what is there in the end. */
function newRefs(value: SqlText): readonly Ref[] {
  return [...calledNames(value).map(ref.call), ...castRefs(value)];
}

function plain(value: BackfillInput): Backfill["value"] {
  const read = defaultValue(value);
  if (read.kind === "serial") throw new Error("a backfill takes a value or an expression");
  return read;
}

function input(value: Backfill["value"]): BackfillInput {
  const said = defaultInput(value);
  if (typeof said === "object" && "serial" in said)
    throw new Error("a backfill takes a value or an expression");
  return said;
}

function isTodo({ value }: Backfill): boolean {
  return value.kind === "expression" && spelling(value).trim().toUpperCase() === "TODO";
}

const todoMessage = ({ table, column }: Backfill): string =>
  `rows of ${showName(table)} that have no ${column} need one: write it in place of TODO`;

function fillSql({ table, column, value }: Backfill): string {
  const name = quoteIdentifier(column);
  return `UPDATE ${quoteName(table)} SET ${name} = ${defaultSql(value)} WHERE ${name} IS NULL`;
}

const todoText = (op: Backfill): string => `${todoMessage(op)}, in op.backfill of this revision`;

/** Empty tables pass, so a replay and a proof do; on rows it says what is to be done, where NOT NULL would only say no. */
function refuseSql(op: Backfill): string {
  const { table, column } = op;
  const message = quoteString(todoText(op));
  return `DO $limbeck$ BEGIN
  IF EXISTS (SELECT FROM ${quoteName(table)} WHERE ${quoteIdentifier(column)} IS NULL) THEN
    RAISE not_null_violation USING MESSAGE = ${message};
  END IF;
END $limbeck$`;
}
