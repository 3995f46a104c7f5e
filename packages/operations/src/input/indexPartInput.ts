import { type Divided, type IndexPart } from "@limbeck/model";

import { defined } from "./defined.ts";
import { type NameInput, nameInput, qualifiedName } from "./nameInput.ts";

/** What a partition has as its part of an index or key: `{ table: "events_2026", name: "events_2026_day" }`. */
export type IndexPartInput = Omit<IndexPart, "table" | "under"> & {
  readonly table: NameInput;
  readonly under?: NameInput;
};

/** What an index or key of a partitioned table says of its parts. */
export interface DividedInput {
  /** Those that are otherwise than the server would make them, and all of the next level where `only` stands; those of deeper levels first. */
  readonly parts?: readonly IndexPartInput[];
  /** On the table itself only (ON ONLY): it is invalid until each partition has its part. */
  readonly only?: true;
}

export function divided({ parts, only }: DividedInput): Divided {
  const read = parts?.map(({ table, under, ...part }) => ({
    table: qualifiedName(table),
    ...part,
    ...(under === undefined ? {} : { under: qualifiedName(under) }),
  }));
  return defined({ parts: read, only });
}

export function dividedInput({ parts, only }: Divided): DividedInput {
  const said = parts?.map(({ table, under, ...part }) => ({
    table: nameInput(table),
    ...part,
    ...(under === undefined ? {} : { under: nameInput(under) }),
  }));
  return defined({ parts: said, only });
}
