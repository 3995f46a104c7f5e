import { type IndexUses, type QualifiedName, type ReplicaIdentity, showName } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, changeInput, readChange } from "../input/changeInput.ts";
import { defined } from "../input/defined.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { type Ref, ref, type Touches } from "../ref.ts";
import { changeTable } from "../schemaChange.ts";
import { clusterOnSql, replicaIdentitySql } from "../sql/indexUse.ts";
import { besideTable } from "../table/touches.ts";

/** A table uses another of its indexes for something, or none; `null` stands for what nothing said means. */
export interface SetIndexUse<K extends string, V> {
  readonly kind: K;
  readonly table: QualifiedName;
  readonly change: Change<V | null>;
}

interface Use<K extends string, F extends keyof IndexUses, V> {
  readonly kind: K;
  readonly field: F;
  /** `replica identity` */
  readonly noun: string;
  readonly words: (value: V) => string;
  readonly indexOf: (value: V) => string | undefined;
  readonly sql: (table: QualifiedName, value: V | null) => string;
}

function row<K extends string, F extends keyof IndexUses, V extends NonNullable<IndexUses[F]>>(
  use: Use<K, F, V>,
) {
  return operation({
    directive: (table: NameInput, change: ChangeInput<V | null>): SetIndexUse<K, V> => ({
      kind: use.kind,
      table: qualifiedName(table),
      change: readChange(change, asItIs),
    }),
    args: (op): [NameInput, ChangeInput<V | null>] => [nameInput(op.table), changeInput(op.change, asItIs)],
    reverse: (op): SetIndexUse<K, V> | Irreversible => {
      const change = reverseChange(op.change);
      return change === undefined
        ? irreversible(`the ${use.noun} that table ${showName(op.table)} had is not known`)
        : { ...op, change };
    },
    describe: ({ table, change: { to } }) =>
      `${use.noun} of table ${showName(table)}: ${to === null ? "by default" : use.words(to)}`,
    apply: (schema, { table: name, change: { to } }) =>
      changeTable(schema, name, (table) => defined({ ...table, [use.field]: to ?? undefined })),
    touches: (op) => touches(op, use),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(use.sql(op.table, op.change.to)),
      // What only replication and CLUSTER ask of a table holds there by itself: there is neither.
      sqlite: () => statements(),
    },
  });
}

const asItIs = <T>(value: T): T => value;

/** It comes after the index that it names and goes before that. */
function touches<K extends string, F extends keyof IndexUses, V>(
  { table, change: { from = null, to } }: SetIndexUse<K, V>,
  { field, indexOf }: Use<K, F, V>,
): Touches {
  const use = ref.indexUse(table, field);
  const indexes = [from, to].flatMap((value): readonly Ref[] => {
    const index = value === null ? undefined : indexOf(value);
    return index === undefined ? [] : [ref.relation(besideTable(table, index))];
  });
  // Over an index whose columns allow NULL the server makes no replica identity, nor lets them allow it while there is one.
  const over = indexes.length > 0;
  return {
    makes: to === null ? [] : [use, ...(over ? [ref.nullsEnd(table)] : [])],
    breaks: from === null ? [] : [use, ...(over ? [ref.nullsBegin(table)] : [])],
    needs: [ref.relation(table), ...indexes],
  };
}

export const indexUseOperations = {
  /**
   * Says what of a changed or deleted row is sent to those who replicate a table: `op.setReplicaIdentity("tasks", "full")`,
   * `"nothing"`, `{ index: "tasks_number_key" }`, or with `null` the columns of its primary key.
   */
  setReplicaIdentity: row({
    kind: "setReplicaIdentity",
    field: "replicaIdentity",
    noun: "replica identity",
    words: (identity: ReplicaIdentity) =>
      typeof identity === "string" ? identity : `index ${identity.index}`,
    indexOf: (identity) => (typeof identity === "string" ? undefined : identity.index),
    sql: replicaIdentitySql,
  }),

  /** Says by which index `CLUSTER` sorts the rows of a table, or with `null` by none. The rows stay where they are until then. */
  setClusterOn: row({
    kind: "setClusterOn",
    field: "clusterOn",
    noun: "order",
    words: (index: string) => `index ${index}`,
    indexOf: (index) => index,
    sql: clusterOnSql,
  }),
};
