/** Why a pair cannot be taken in both directions, and what is then said. */
export interface PairException {
  readonly reason: string;
  readonly words: RegExp;
}

const DIVIDED: PairException = {
  reason: "PostgreSQL cannot divide a table that is there, and no row is moved unasked",
  words: /PostgreSQL cannot alter that/,
};

const MOVED: PairException = {
  reason: "a table is made a partition, and a partition a table, by hand only",
  words: /that is not made unasked/,
};

/** By the names of the pairs. */
export const PAIR_EXCEPTIONS: Readonly<Record<string, PairException>> = {
  "migra: partitioning": MOVED,
  "pg-delta: table-ops--attach-partition": MOVED,
  "pg-delta: table-ops--detach-partition": MOVED,
  "pg-schema-diff: materialized_view--Recreate_materialized_view_due_to_table_recreation_unpartitioned_to_partitioned_":
    DIVIDED,
  "pg-schema-diff: partitioned_table--Can_handle_scenario_where_partition_is_not_attached": MOVED,
  "pg-schema-diff: partitioned_table--Changing_partition_key_def_errors": DIVIDED,
  "pg-schema-diff: view--Recreate_view_due_to_table_recreation_unpartitioned_to_partitioned_": DIVIDED,
};
