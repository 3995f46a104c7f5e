import { type SqlText } from "@limbeck/model";

import { partsOf, type TypeParts } from "./typeParts.ts";

const TIMES = ["timestamp without time zone", "timestamp with time zone"];
const INTEGERS = ["smallint", "integer", "bigint"];

/** What the values of some types leave behind in others, which take them without an error all the same (assignment casts of pg_cast). */
const LEFT: readonly {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly what: string;
}[] = [
  { from: TIMES, to: ["date"], what: "their time of day" },
  { from: TIMES, to: ["time without time zone", "time with time zone"], what: "their date" },
  { from: ["interval"], to: ["time without time zone"], what: "their days" },
  { from: ["time with time zone"], to: ["time without time zone"], what: "their time zone" },
  { from: ["numeric", "double precision", "real"], to: INTEGERS, what: "their fractions" },
  { from: ["numeric", "double precision", "bigint", "integer"], to: ["real"], what: "digits" },
  { from: ["numeric", "bigint"], to: ["double precision"], what: "digits" },
  { from: ["inet"], to: ["cidr"], what: "the bits of the host" },
];

/** What values lose that come to a type without an error; undefined where they lose nothing, or fail. */
export function roundedAway(from: SqlText, to: SqlText): string | undefined {
  const [source, target] = [partsOf(from), partsOf(to)];
  if (source.array !== target.array) return undefined;
  const left = LEFT.find((one) => one.from.includes(source.name) && one.to.includes(target.name));
  return left?.what ?? lostFields(source, target) ?? fractions(source, target);
}

/** The fields of an interval, of which it may have some only: `interval day to hour`. */
const FIELDS = ["year", "month", "day", "hour", "minute", "second"];

/** Those that are smaller than the last that an interval has. */
function lostFields(source: TypeParts, target: TypeParts): string | undefined {
  const [have, room] = [lastField(source), lastField(target)];
  if (room === undefined || have === undefined || have <= room) return undefined;
  return `what is less than one ${FIELDS[room]}`;
}

function lastField({ name }: TypeParts): number | undefined {
  if (!name.startsWith("interval")) return undefined;
  return FIELDS.indexOf(name === "interval" ? "second" : (name.split(" ").at(-1) ?? ""));
}

/** Fewer digits behind the point, or of a second. */
function fractions(source: TypeParts, target: TypeParts): string | undefined {
  const [have, room] = [digitsBehind(source), digitsBehind(target)];
  if (room === undefined || have === undefined || have <= room) return undefined;
  return target.name === "numeric" ? "digits behind the point" : "fractions of a second";
}

const SECONDS = /^(?:timestamp|time|interval)\b/;
/** What the precision of a time is where none is given (PostgreSQL manual 8.5). */
const FULL_PRECISION = 6;

/** How many there may be; undefined of a type that has none. */
function digitsBehind({ name, args: [first, scale = 0] }: TypeParts): number | undefined {
  if (SECONDS.test(name)) return first ?? FULL_PRECISION;
  if (name === "numeric") return first === undefined ? Infinity : scale;
  return name === "real" || name === "double precision" ? Infinity : undefined;
}
