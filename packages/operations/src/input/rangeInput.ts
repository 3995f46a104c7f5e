import { canonicalCollation, type QualifiedName, type Range, routineType } from "@limbeck/model";

import { defined } from "./defined.ts";
import { type NameInput, nameInput, qualifiedName } from "./nameInput.ts";
import { type TypeInput, typeInput } from "./typeInput.ts";

/** What a range type is, beside its name and comment. */
export interface RangeInput {
  readonly subtype: TypeInput;
  /** As SQL names it. */
  readonly operatorClass?: string;
  /** As SQL names it: `"C"` with its quotes. */
  readonly collation?: string;
  readonly subtypeDiff?: NameInput;
  /** Absent: what PostgreSQL calls it. */
  readonly multirange?: NameInput;
}

/** What a range type is, beside its name and comment. */
export type RangeDefinition = Omit<Range, keyof QualifiedName | "comment">;

export function rangeDefinition(input: RangeInput): RangeDefinition {
  const { subtype, operatorClass, collation, subtypeDiff, multirange } = input;
  return defined({
    subtype: routineType(subtype),
    operatorClass,
    collation: collation === undefined ? undefined : canonicalCollation(collation),
    subtypeDiff: subtypeDiff === undefined ? undefined : qualifiedName(subtypeDiff),
    multirange: multirange === undefined ? undefined : qualifiedName(multirange),
  });
}

export function rangeInput(definition: RangeDefinition): RangeInput {
  const { subtype, operatorClass, collation, subtypeDiff, multirange } = definition;
  return defined({
    subtype: typeInput(subtype),
    operatorClass,
    collation,
    subtypeDiff: subtypeDiff === undefined ? undefined : nameInput(subtypeDiff),
    multirange: multirange === undefined ? undefined : nameInput(multirange),
  });
}
