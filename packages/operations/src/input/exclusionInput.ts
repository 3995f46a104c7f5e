import { type Deferrable, type Exclusion, type ExclusionElement, type IndexOptions } from "@limbeck/model";

import { defined } from "./defined.ts";
import { type Sql, sqlInput, sqlText } from "./sqlInput.ts";

export type ExclusionElementInput = IndexOptions & {
  /** `&&`, `=`, or `OPERATOR(extra.&&)`: two rows for which all of them hold exclude each other. */
  readonly operator: string;
} & ({ readonly column: string } | { readonly expression: Sql });

export interface ExcludeInput {
  readonly name: string;
  /** Absent: btree, which knows `=` only. */
  readonly method?: string;
  readonly elements: readonly ExclusionElementInput[];
  readonly include?: readonly string[];
  readonly with?: Readonly<Record<string, string>>;
  readonly where?: Sql;
  readonly deferrable?: Deferrable;
  /** The tablespace that it was in, if the server has it. */
  readonly tablespace?: string;
  readonly comment?: string;
  /** The comment of the index behind it. */
  readonly indexComment?: string;
}

export function exclusion({ elements, where, ...rest }: ExcludeInput): Exclusion {
  return defined({
    ...rest,
    elements: elements.map(element),
    where: where === undefined ? undefined : sqlText(where),
  });
}

function element(input: ExclusionElementInput): ExclusionElement {
  if ("column" in input) return { kind: "column", ...input };
  return { ...input, kind: "expression", expression: sqlText(input.expression) };
}

export function exclusionInput({ elements, where, derivedName: _, ...rest }: Exclusion): ExcludeInput {
  const { name, method, ...options } = rest;
  return defined({
    name,
    method,
    elements: elements.map(elementInput),
    where: where === undefined ? undefined : sqlInput(where),
    ...options,
  });
}

function elementInput(element: ExclusionElement): ExclusionElementInput {
  if (element.kind === "expression") {
    const { kind: _, expression, ...options } = element;
    return { expression: sqlInput(expression), ...options };
  }
  const { kind: _, column, ...options } = element;
  return { column, ...options };
}
