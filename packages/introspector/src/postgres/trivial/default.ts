import { normalise, type Place } from "./normalise.ts";
import { castType } from "./type.ts";

const NOWHERE: Place = { types: new Map() };

/**
 * A text that is equal for two defaults of a column only if the server makes the same of both. The server shows the
 * column's type on a constant (`'new'::character varying`) and a negative number in quotes (`'-1'::integer`).
 */
export function normaliseDefault(sql: string, type: string): string {
  const text = normalise(sql, NOWHERE);
  const cast = ` :: ${normalise(`''::${castType(type)}`, NOWHERE).replace(/^'' :: /, "")}`;
  const constant = text.endsWith(cast) && /^'(?:[^']|'')*'$/.test(text.slice(0, -cast.length));
  const bare = constant ? text.slice(0, -cast.length) : text;
  return negative(text) ?? bare;
}

/** `'-1'::integer` is what the server makes of `-1`. */
function negative(text: string): string | undefined {
  const [, whole, decimal] = /^'-(?:(\d{1,9})' :: integer|(\d+\.\d+)' :: numeric)$/.exec(text) ?? [];
  const digits = whole ?? decimal;
  return digits === undefined ? undefined : `- ${digits}`;
}
