import { type QualifiedName, showName } from "@limbeck/model";

import { optionArgs } from "../ifExists.ts";
import { defined } from "../input/defined.ts";
import { keeping, type KeepRights } from "../input/keepRights.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type Hazard } from "../hazard.ts";
import { operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { type Ref, ref } from "../ref.ts";
import { copyRowsSql, takeRightsSql } from "../sql/copyRows.ts";
import { copyRowsSql as copyRowsOnSqlite } from "../sql/sqlite/insert.ts";

/** What one table takes from another one beside its rows. */
export interface CopyRowsOptions extends KeepRights {
  /** Columns whose sequences, of identity or serial, go on where those of the first table stand. PostgreSQL only. */
  readonly sequences?: readonly string[];
}

export interface CopyRows extends CopyRowsOptions {
  readonly kind: "copyRows";
  readonly from: QualifiedName;
  readonly to: QualifiedName;
  /** Those that are copied; both tables have them, and neither computes them. */
  readonly columns: readonly string[];
}

export const copyRowsOperations = {
  /**
   * Copies the rows of one table into another one that has these columns too: `op.copyRows("events_before", "events", ["id", "at"])`. With
   * `{ sequences: ["id"] }` the numbers of that column go on where those of the first table stand; with `{ keepRights: true }` the second table gets the owner
   * of the first and the rights on it.
   */
  copyRows: operation({
    directive: (
      from: NameInput,
      to: NameInput,
      columns: readonly string[],
      options: CopyRowsOptions = {},
    ): CopyRows => ({
      kind: "copyRows",
      from: qualifiedName(from),
      to: qualifiedName(to),
      columns,
      ...optionsOf(options),
    }),
    args: (op): [NameInput, NameInput, readonly string[], CopyRowsOptions?] => [
      nameInput(op.from),
      nameInput(op.to),
      op.columns,
      ...optionArgs(optionsOf(op)),
    ],
    reverse: ({ from, to, ...op }): CopyRows => ({ ...op, from: to, to: from }),
    describe: (op) => `table ${showName(op.from)}: rows copied into ${showName(op.to)}`,
    apply: (schema) => schema,
    touches: (op) => ({
      makes: [],
      breaks: [],
      needs: [op.from, op.to].flatMap((table) => refsOf(table, op)),
    }),
    hazards: (op): readonly Hazard[] => [
      {
        code: "rewrites-table",
        message: `copies all rows of table ${showName(op.from)} into ${showName(op.to)}, and fails if one does not fit there`,
      },
    ],
    compile: {
      postgres: (op) =>
        statements(...copyRowsSql(op), ...(op.keepRights === true ? takeRightsSql(op.from, op.to) : [])),
      sqlite: (op) => statements(copyRowsOnSqlite(op)),
    },
  }),
};

function optionsOf({ sequences = [], keepRights }: CopyRowsOptions): CopyRowsOptions {
  return { ...(sequences.length > 0 && { sequences }), ...keeping(defined({ keepRights })) };
}

function refsOf(table: QualifiedName, { columns }: CopyRows): readonly Ref[] {
  return [ref.relation(table), ...columns.map((column) => ref.column(table, column))];
}
