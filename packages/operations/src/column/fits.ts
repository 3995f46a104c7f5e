import { type SqlText } from "@limbeck/model";

import { partsOf } from "./typeParts.ts";

/** Types of which each takes every value of those before it, whole or rounded. */
const WIDER: readonly (readonly string[])[] = [
  ["smallint", "integer", "bigint", "numeric"],
  ["smallint", "integer", "bigint", "double precision"],
  ["real", "double precision"],
  ["cidr", "inet"],
  ["inet", "cidr"],
  ["date", "timestamp without time zone"],
  ["date", "timestamp with time zone"],
  ["timestamp without time zone", "timestamp with time zone"],
  ["timestamp with time zone", "timestamp without time zone"],
  ["timestamp without time zone", "date"],
  ["timestamp with time zone", "date"],
  ["timestamp without time zone", "time without time zone"],
  ["timestamp with time zone", "time without time zone"],
  ["timestamp with time zone", "time with time zone"],
  ["time without time zone", "time with time zone"],
  ["time with time zone", "time without time zone"],
  ["interval", "time without time zone"],
  ["time without time zone", "interval"],
];

/** Whether no value of one type is too much for the other, so that changing a column's type cannot fail on its rows. */
export function alwaysFits(from: SqlText, to: SqlText): boolean {
  const [source, target] = [partsOf(from), partsOf(to)];
  if (source.array !== target.array) return false;
  if (target.name === "text" || (target.name === "character varying" && target.args.length === 0))
    return true;
  if (CHARACTERS.has(source.name) && CHARACTERS.has(target.name)) return atMost(source.args, target.args);
  if (source.name === "numeric" && target.name === "numeric") return numericFits(source.args, target.args);
  return widens(source.name, target.name) && (target.name !== "numeric" || target.args.length === 0);
}

const CHARACTERS = new Set(["character varying", "character"]);

function atMost([have]: readonly number[], [room]: readonly number[]): boolean {
  return room === undefined || (have !== undefined && have <= room);
}

/** Neither the digits before the point nor those behind it become fewer. */
function numericFits(
  [digits, scale = 0]: readonly number[],
  [room, roomBehind = 0]: readonly number[],
): boolean {
  if (room === undefined) return true;
  return digits !== undefined && digits - scale <= room - roomBehind && scale <= roomBehind;
}

/** What an interval has no field for is left behind. */
const INTERVAL = /^interval\b/;

function widens(source: string, target: string): boolean {
  if (INTERVAL.test(source) && INTERVAL.test(target)) return true;
  return WIDER.some((types) => precedes(types, source, target));
}

/** Also the same type twice: the precision of a time rounds and never fails. */
function precedes(types: readonly string[], source: string, target: string): boolean {
  const [at, after] = [types.indexOf(source), types.indexOf(target)];
  return at >= 0 && at <= after;
}
