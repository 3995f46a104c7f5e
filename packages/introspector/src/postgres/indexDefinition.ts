import { type IndexElement, type IndexOptions } from "@limbeck/model";
import { operatorClassText } from "./operatorClass.ts";
import { afterGroup, type Token, tokenize } from "./trivial/tokens.ts";
import { unwrap } from "./unwrap.ts";

/**
 * Reads what `pg_get_indexdef` wrote. The server leaves out default operator classes, collations and orders there, by
 * rules on types and casts that no query repeats in full. `columns` are the names of the key's columns, undefined where
 * an expression stands; without them `a b (…)` could be either.
 */
export function parseIndex(
  definition: string,
  method: string,
  columns: readonly (string | undefined)[],
): readonly IndexElement[] {
  if (isPlain(definition, method, columns)) return columns.map((column = "") => ({ kind: "column", column }));
  return parseFromUsing(withoutNames(definition, method), columns);
}

/** The definition from its USING on. Where a name or a literal holds the same words, all of it. */
function withoutNames(definition: string, method: string): string {
  const words = ` USING ${method} (`;
  const start = definition.indexOf(words);
  return start === definition.lastIndexOf(words) ? definition.slice(Math.max(start, 0)) : definition;
}

function parseFromUsing(
  definition: string,
  columns: readonly (string | undefined)[],
): readonly IndexElement[] {
  const tokens = tokenize(definition);
  const using = tokens.findIndex(({ kind, text }) => kind === "word" && text === "USING");
  const open = using + 2;
  const elements = splitAtCommas(tokens.slice(open + 1, afterGroup(tokens, open) - 1));
  return elements.map((element, position) => parseElement(definition, element, columns[position]));
}

/** Whether nothing but names of columns stands in the brackets, and nothing behind them: most indexes, seen at a glance. */
function isPlain(definition: string, method: string, columns: readonly (string | undefined)[]): boolean {
  const tail = ` USING ${method} (${columns.join(", ")})`;
  return columns.every((column) => column !== undefined) && definition.endsWith(tail);
}

function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (let position = 0; position < tokens.length;) {
    const token = tokens[position];
    const end = token?.text === "(" || token?.text === "[" ? afterGroup(tokens, position) : position + 1;
    if (token?.text === ",") parts.push([]);
    else parts.at(-1)?.push(...tokens.slice(position, end));
    position = end;
  }
  return parts;
}

function parseElement(
  definition: string,
  tokens: readonly Token[],
  column: string | undefined,
): IndexElement {
  const end = column === undefined ? expressionEnd(tokens) : 1;
  const options = parseOptions(definition, tokens.slice(end));
  if (column !== undefined) return { kind: "column", column, ...options };
  return {
    kind: "expression",
    expression: { canonical: unwrap(textOf(definition, tokens.slice(0, end))) },
    ...options,
  };
}

/** An expression is in brackets, or a call, whose brackets are its end (looks_like_function in ruleutils.c). */
function expressionEnd(tokens: readonly Token[]): number {
  return afterGroup(
    tokens,
    tokens.findIndex(({ text }) => text === "("),
  );
}

/** `COLLATE x.y  class (parameter='1')  DESC  NULLS LAST`, each where it is not the default. */
function parseOptions(definition: string, tokens: readonly Token[]): IndexOptions {
  const collateEnd = tokens[0]?.text === "COLLATE" ? nameEnd(tokens, 1) : 0;
  const orderStart = tokens.findIndex(({ kind, text }) => kind === "word" && /^(DESC|ASC|NULLS)$/.test(text));
  const classEnd = orderStart === -1 ? tokens.length : orderStart;
  const words = tokens.slice(classEnd).map(({ text }) => text);
  const operatorClass = operatorClassText(textOf(definition, tokens.slice(collateEnd, classEnd)));
  return {
    ...(words.includes("DESC") ? { order: "desc" } : {}),
    ...(words.includes("FIRST") ? { nulls: "first" } : words.includes("LAST") ? { nulls: "last" } : {}),
    ...(operatorClass === "" ? {} : { operatorClass }),
    ...(collateEnd === 0 ? {} : { collation: textOf(definition, tokens.slice(1, collateEnd)) }),
  };
}

/** The position behind a name with its qualification. */
function nameEnd(tokens: readonly Token[], start: number): number {
  return tokens[start + 1]?.text === "." ? nameEnd(tokens, start + 2) : start + 1;
}

function textOf(definition: string, tokens: readonly Token[]): string {
  return definition.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
}
