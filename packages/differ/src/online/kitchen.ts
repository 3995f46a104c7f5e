import { type Operation } from "@limbeck/operations";

import { type Standing } from "./standing.ts";

/** What a recipe knows of the list that its operation stands in. */
export interface Kitchen {
  readonly standing: Standing;
  readonly operations: readonly Operation[];
}

export type Of<K extends Operation["kind"]> = Extract<Operation, { readonly kind: K }>;
