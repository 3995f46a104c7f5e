import { type PartitionColumn } from "@limbeck/model";

import { nullable } from "./changeInput.ts";
import { type DefaultInput, defaultInput, defaultValue } from "./defaultInput.ts";
import { defined } from "./defined.ts";

/** A column of a partition, as far as it is otherwise than that of its table. */
export interface PartitionColumnInput {
  readonly name: string;
  readonly nullable?: false;
  /** `null`: none, though the table has one. */
  readonly default?: DefaultInput | null;
  readonly comment?: string;
}

export function partitionColumn({ default: value, ...rest }: PartitionColumnInput): PartitionColumn {
  return defined({ ...rest, default: value === undefined ? undefined : nullable(defaultValue)(value) });
}

export function partitionColumnInput({ default: value, ...rest }: PartitionColumn): PartitionColumnInput {
  return defined({ ...rest, default: value === undefined ? undefined : nullable(defaultInput)(value) });
}
