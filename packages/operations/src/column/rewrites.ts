import { type SqlText } from "@limbeck/model";

import { partsOf, type TypeParts } from "./typeParts.ts";

/**
 * Whether PostgreSQL writes every row anew to change a column's type, while nobody can read the table. It does not where the stored
 * bytes stay and nothing becomes too long (PostgreSQL manual, ALTER TABLE, *Notes*; each rule below was measured on 11 to 18).
 */
export function rewritesRows(from: SqlText, to: SqlText): boolean {
  const [source, target] = [partsOf(from), partsOf(to)];
  if (source.array || target.array) return !sameParts(source, target);
  if (source.name === target.name) return !hasRoom(source, target);
  return !(KEPT[target.name]?.includes(source.name) === true && target.args.length === 0);
}

/** The types whose values another one takes as they are stored. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  text: ["character varying"],
  "character varying": ["text"],
  inet: ["cidr"],
  oid: ["integer"],
  integer: ["oid"],
};

/** Types of which a value fits into one with a greater number in brackets, or none, as it is stored. */
const LENGTHS = new Set(["character varying", "bit varying"]);
const PRECISIONS = /^(timestamp|time|interval)\b/;
/** What the precision of a time is where none is given (PostgreSQL manual 8.5). */
const FULL_PRECISION = 6;

function hasRoom(source: TypeParts, target: TypeParts): boolean {
  const [[have], [room]] = [source.args, target.args];
  if (LENGTHS.has(source.name)) return atMost(have, room);
  if (PRECISIONS.test(source.name)) return (have ?? FULL_PRECISION) <= (room ?? FULL_PRECISION);
  if (source.name !== "numeric") return sameParts(source, target);
  return room === undefined || (atMost(have, room) && scaleOf(source) === scaleOf(target));
}

/** Absent: as much as there is. */
function atMost(have: number | undefined, room: number | undefined): boolean {
  return room === undefined || (have !== undefined && have <= room);
}

const scaleOf = ({ args: [, scale = 0] }: TypeParts): number => scale;

function sameParts(source: TypeParts, target: TypeParts): boolean {
  return JSON.stringify(source) === JSON.stringify(target);
}
