import { type QualifiedName, showName } from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { renameTablePlan } from "../rebuild/renameTable.ts";
import { quoteIdentifier, quoteName } from "../sql/identifier.ts";
import { renameTableIn } from "./rename.ts";
import { besideTable, namespaceRefs } from "./touches.ts";

export interface RenameTable {
  readonly kind: "renameTable";
  readonly table: QualifiedName;
  readonly to: string;
}

export const renameTableOperations = {
  /** Gives a table another name: `op.renameTable("task", "tasks")`. Its constraints and indexes keep theirs. */
  renameTable: operation({
    directive: (name: NameInput, to: string): RenameTable => ({
      kind: "renameTable",
      table: qualifiedName(name),
      to,
    }),
    args: (op) => [nameInput(op.table), op.to],
    reverse: (op): RenameTable => ({ ...op, table: besideTable(op.table, op.to), to: op.table.name }),
    describe: (op) => `table ${showName(op.table)}: renamed to ${op.to}`,
    apply: (schema, op) => renameTableIn(schema, op.table, op.to),
    touches: (op) => ({
      makes: [ref.relation(besideTable(op.table, op.to))],
      breaks: [ref.relation(op.table)],
      needs: namespaceRefs(op.table),
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`ALTER TABLE ${quoteName(op.table)} RENAME TO ${quoteIdentifier(op.to)}`),
      sqlite: (op) => renameTablePlan(op.table.name, op.to),
    },
  }),
};
