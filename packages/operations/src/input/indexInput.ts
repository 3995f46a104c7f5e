import { type Index, type IndexElement, type IndexOptions } from "@limbeck/model";

import { defined } from "./defined.ts";
import { divided, type DividedInput, dividedInput } from "./indexPartInput.ts";
import { type Sql, sqlInput, sqlText } from "./sqlInput.ts";

export type IndexElementInput =
  string | (IndexOptions & { readonly column: string }) | (IndexOptions & { readonly expression: Sql });

export interface IndexInput extends DividedInput {
  readonly name: string;
  readonly columns: readonly IndexElementInput[];
  readonly unique?: true;
  /** Absent: btree. */
  readonly method?: string;
  readonly include?: readonly string[];
  readonly nullsNotDistinct?: true;
  readonly with?: Readonly<Record<string, string>>;
  readonly where?: Sql;
  /** The tablespace that it was in, if the server has it. */
  readonly tablespace?: string;
  /** How much ANALYZE learns of an expression, by its position from 1 on: `{ 1: 500 }`. */
  readonly statistics?: Readonly<Record<string, number>>;
  readonly comment?: string;
}

export function index({ columns, unique, where, parts, only, ...rest }: IndexInput): Index {
  return defined({
    ...rest,
    ...divided(defined({ parts, only })),
    unique: unique ?? false,
    elements: columns.map(element),
    where: where === undefined ? undefined : sqlText(where),
  });
}

function element(input: IndexElementInput): IndexElement {
  if (typeof input === "string") return { kind: "column", column: input };
  if ("column" in input) return { kind: "column", ...input };
  return { ...input, kind: "expression", expression: sqlText(input.expression) };
}

export function indexInput({ elements, unique, where, derivedName: _, ...rest }: Index): IndexInput {
  const { name, ...options } = rest;
  return defined({
    name,
    columns: elements.map(elementInput),
    unique: unique ? true : undefined,
    ...options,
    ...dividedInput(options),
    where: where === undefined ? undefined : sqlInput(where),
  });
}

function elementInput(element: IndexElement): IndexElementInput {
  if (element.kind === "expression") {
    const { kind: _, expression, ...options } = element;
    return { expression: sqlInput(expression), ...options };
  }
  const { kind: _, column, ...options } = element;
  return Object.keys(options).length === 0 ? column : { column, ...options };
}
