import { type PartitionBound, type QualifiedName, type Schema } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { type Irreversible, irreversible } from "../data/irreversible.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { partitionBound, type PartitionBoundInput, partitionBoundInput } from "../input/partitionInput.ts";
import { operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { changeTable } from "../schemaChange.ts";
import { detachPartitionSql } from "../sql/partition.ts";
import { attachArgs, type AttachOptions, attachOptions, attachSql } from "./attachOptions.ts";
import { partitionWords } from "./partition.ts";

export interface AlterPartition extends AttachOptions {
  readonly kind: "alterPartition";
  readonly table: QualifiedName;
  readonly name: QualifiedName;
  readonly bound: Change<PartitionBound>;
}

/** The rows that a partition held and those that it is to hold. Without `from` there is no way back. */
export interface PartitionBoundChange {
  readonly from?: PartitionBoundInput;
  readonly to: PartitionBoundInput;
}

export const alterPartitionOperations = {
  /** Gives a partition other rows to hold: it is detached and attached again, which fails if it holds rows that do not fit. */
  alterPartition: operation({
    directive: (
      table: NameInput,
      name: NameInput,
      bound: PartitionBoundChange,
      options: AttachOptions = {},
    ): AlterPartition => ({
      kind: "alterPartition",
      table: qualifiedName(table),
      name: qualifiedName(name),
      bound: {
        ...(bound.from === undefined ? {} : { from: partitionBound(bound.from) }),
        to: partitionBound(bound.to),
      },
      ...attachOptions(options),
    }),
    args: ({
      table,
      name,
      bound,
      ...options
    }): [NameInput, NameInput, PartitionBoundChange, AttachOptions?] => [
      nameInput(table),
      nameInput(name),
      {
        ...(bound.from === undefined ? {} : { from: partitionBoundInput(bound.from) }),
        to: partitionBoundInput(bound.to),
      },
      ...attachArgs(options),
    ],
    reverse: (op): AlterPartition | Irreversible => {
      const bound = reverseChange(op.bound);
      return bound === undefined
        ? irreversible(`which rows ${partitionWords(op.table, op.name)} held is not known`)
        : { ...op, bound };
    },
    describe: (op) => `${partitionWords(op.table, op.name)}: holds other rows`,
    apply: (schema, op) => withBound(schema, op, op.bound.to),
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.relation(op.table), ref.relation(op.name)] }),
    hazards: ({ table, name }) => [misfits(table, name)],
    compile: {
      postgres: (op) => statements(detachPartitionSql(op.table, op.name), attachSql(op, op.bound.to)),
      sqlite: notOnSqlite("partitions"),
    },
  }),
};

/** What is said of a partition that is checked against the rows that it holds. */
function misfits(table: QualifiedName, name: QualifiedName) {
  const message = `${partitionWords(table, name)}: fails if it holds rows that belong elsewhere`;
  return { code: "fails-on-rows", message } as const;
}

export function withBound(
  schema: Schema,
  { name, table }: Pick<AlterPartition, "name" | "table">,
  bound: PartitionBound,
): Schema {
  return changeTable(schema, name, (one) => ({ ...one, partitionOf: { table, bound } }));
}
