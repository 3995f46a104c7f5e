import {
  type PartitionBound,
  type PartitionElement,
  type PartitionKey,
  type SqlText,
  spelling,
} from "@limbeck/model";

import { quoteLiteral } from "../sql/literal.ts";
import { isSql, type Sql, sqlInput, sqlText } from "./sqlInput.ts";

type PartitionElementOptions = Pick<PartitionElement, "operatorClass" | "collation">;

/** A column, or more than that: `"created_at"`, `{ expression: sql`lower(name)` }`. */
export type PartitionElementInput =
  | string
  | (PartitionElementOptions & { readonly column: string })
  | (PartitionElementOptions & { readonly expression: Sql });

/** By what a table divides its rows: `{ range: ["created_at"] }`. */
export type PartitionKeyInput =
  | { readonly range: readonly PartitionElementInput[] }
  | { readonly list: readonly PartitionElementInput[] }
  | { readonly hash: readonly PartitionElementInput[] };

/** A plain value, or sql`MINVALUE`, sql`MAXVALUE`. */
export type PartitionValueInput = string | number | boolean | null | Sql;

/** Which rows a partition holds. The upper end of a range is not part of it. */
export type PartitionBoundInput =
  | { readonly from: readonly PartitionValueInput[]; readonly to: readonly PartitionValueInput[] }
  | { readonly in: readonly PartitionValueInput[] }
  | { readonly modulus: number; readonly remainder: number }
  | { readonly default: true };

export function partitionKey(input: PartitionKeyInput): PartitionKey {
  if ("range" in input) return { strategy: "range", elements: input.range.map(element) };
  if ("list" in input) return { strategy: "list", elements: input.list.map(element) };
  return { strategy: "hash", elements: input.hash.map(element) };
}

export function partitionKeyInput({ strategy, elements }: PartitionKey): PartitionKeyInput {
  const inputs = elements.map(elementInput);
  switch (strategy) {
    case "range":
      return { range: inputs };
    case "list":
      return { list: inputs };
    case "hash":
      return { hash: inputs };
  }
}

function element(input: PartitionElementInput): PartitionElement {
  if (typeof input === "string") return { kind: "column", column: input };
  if ("column" in input) return { kind: "column", ...input };
  return { ...input, kind: "expression", expression: sqlText(input.expression) };
}

function elementInput(element: PartitionElement): PartitionElementInput {
  if (element.kind === "expression") {
    const { kind: _, expression, ...options } = element;
    return { expression: sqlInput(expression), ...options };
  }
  const { kind: _, column, ...options } = element;
  return Object.keys(options).length === 0 ? column : { column, ...options };
}

export function partitionBound(input: PartitionBoundInput): PartitionBound {
  if ("from" in input) return { kind: "range", from: input.from.map(value), to: input.to.map(value) };
  if ("in" in input) return { kind: "list", values: input.in.map(value) };
  if ("modulus" in input) return { kind: "hash", modulus: input.modulus, remainder: input.remainder };
  return { kind: "default" };
}

export function partitionBoundInput(bound: PartitionBound): PartitionBoundInput {
  switch (bound.kind) {
    case "range":
      return { from: bound.from.map(valueInput), to: bound.to.map(valueInput) };
    case "list":
      return { in: bound.values.map(valueInput) };
    case "hash":
      return { modulus: bound.modulus, remainder: bound.remainder };
    case "default":
      return { default: true };
  }
}

function value(input: PartitionValueInput): SqlText {
  return isSql(input) ? sqlText(input) : { written: quoteLiteral(input) };
}

/** As a plain value wherever that is written as the same text again. */
function valueInput(text: SqlText): PartitionValueInput {
  const sql = spelling(text);
  const [, string] = /^'((?:[^'\\]|'')*)'$/s.exec(sql) ?? [];
  const plain = string?.replaceAll("''", "'") ?? PLAIN.get(sql.toLowerCase()) ?? numberOf(sql);
  return plain !== undefined && quoteLiteral(plain) === sql ? plain : sqlInput(text);
}

const PLAIN: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);

function numberOf(sql: string): number | null | undefined {
  if (sql.toLowerCase() === "null") return null;
  return String(Number(sql)) === sql && Number.isFinite(Number(sql)) ? Number(sql) : undefined;
}
