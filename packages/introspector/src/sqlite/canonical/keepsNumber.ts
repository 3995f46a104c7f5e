import { type Column, spelling } from "@limbeck/model";

const NUMBER = /^[+-]?\s*(?:0x[\da-f]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;

/**
 * Whether two defaults that are numbers put the same into the rows, as `1` and `1.0` do where the columns make a number of whatever they are given
 * (https://sqlite.org/datatype3.html, section 3.1). Their bytecode tells them apart: it knows of no column.
 */
export function keepsNumber(columns: readonly Column[], one: string, other: string): boolean {
  if (!columns.every(({ type }) => isNumeric(spelling(type))) || !NUMBER.test(one) || !NUMBER.test(other))
    return false;
  const [a, b] = [valueOf(one), valueOf(other)];
  return a === b && Math.abs(a) <= Number.MAX_SAFE_INTEGER;
}

function valueOf(text: string): number {
  return Number(text.replaceAll(/[\s_]/g, ""));
}

/** The affinity of a declared type is INTEGER, REAL or NUMERIC. ANY keeps what it is given where the table is STRICT. */
function isNumeric(type: string): boolean {
  if (/int/i.test(type)) return true;
  return !/char|clob|text|blob|^any$|^$/i.test(type.trim());
}
