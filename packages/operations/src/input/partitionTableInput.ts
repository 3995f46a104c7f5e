import { isPartition, type Partition, partitionsOf, type QualifiedName, sameName } from "@limbeck/model";

import { type NameInput, nameInput, qualifiedName } from "./nameInput.ts";
import { withOwnColumns } from "../partition/columns.ts";
import { partitionColumn, type PartitionColumnInput, partitionColumnInput } from "./partitionColumnInput.ts";
import { partitionBound, type PartitionBoundInput, partitionBoundInput } from "./partitionInput.ts";
import { table, type TableInput, tableInput } from "./tableInput.ts";

/**
 * What `createPartition` takes beside the names: which rows the partition holds, and what it has that the table that it is a
 * part of has not.
 */
export type PartitionInput = PartitionBoundInput &
  Omit<TableInput, "columns"> & {
    /** Those that are otherwise than in the table: `[{ name: "size", nullable: false, default: 0 }]`. */
    readonly columns?: readonly PartitionColumnInput[];
  };

/** A partition in the list of its table. */
export type PartitionOfTableInput = { readonly name: NameInput } & PartitionInput;

export function partition(of: QualifiedName, name: QualifiedName, input: PartitionInput): Partition {
  return {
    ...withOwnColumns(table(name, { ...input, columns: [] }), (input.columns ?? []).map(partitionColumn)),
    partitionOf: { table: of, bound: partitionBound(input) },
  };
}

export function partitionInput(one: Partition): PartitionInput {
  const { columns: _, ...rest } = tableInput(one);
  const columns = (one.partitionColumns ?? []).map(partitionColumnInput);
  return {
    ...partitionBoundInput(one.partitionOf.bound),
    ...(columns.length === 0 ? {} : { columns }),
    ...rest,
  };
}

/** The partitions in a definition, on all levels, each behind the one that it is a part of. */
export function partitionsIn(
  of: QualifiedName,
  { partitions }: Pick<TableInput, "partitions">,
): { readonly partitions?: readonly Partition[] } {
  return partitions === undefined ? {} : { partitions: flat(of, partitions) };
}

function flat(of: QualifiedName, inputs: readonly PartitionOfTableInput[]): readonly Partition[] {
  return inputs.flatMap((input) => {
    const { name, partitions = [], ...rest } = input;
    const own = qualifiedName(name);
    return [partition(of, own, rest), ...flat(own, partitions)];
  });
}

/** The list of partitions as a definition holds it: each under the one that it is a part of. */
export function partitionsInput(
  of: QualifiedName,
  { partitions }: { readonly partitions?: readonly Partition[] },
): Pick<TableInput, "partitions"> {
  const own = (partitions ?? []).filter(({ partitionOf }) => sameName(partitionOf.table, of));
  if (own.length === 0) return {};
  return {
    partitions: own.map((one) => ({
      name: nameInput(one),
      ...partitionInput(one),
      ...partitionsInput(one, { partitions: partitionsOf(one, partitions ?? []).filter(isPartition) }),
    })),
  };
}
