import { type Connection } from "@limbeck/database";
import {
  holdsOneOf,
  quoteIdentifier,
  quoteName,
  quoteString,
  quoteType,
  type Holder,
} from "@limbeck/operations";
import { MOST_COUNTED } from "../losses/count.ts";

/** A holder that the catalog has by a name of its own; attributes are found in the columns of their type. */
export type Place = Exclude<Holder, { readonly kind: "attribute" }> | AttributePlace;

/** A column with values of a composite type. */
interface AttributePlace {
  readonly kind: "attributeIn";
  readonly table: { readonly schema: string; readonly name: string };
  readonly column: string;
  readonly attribute: string;
}

export function relationOf(place: Place): string {
  return quoteName(place.kind === "sequence" ? place.sequence : place.table);
}

export function columnOf(place: Place): string | null {
  return "column" in place ? place.column : null;
}

/** Asks for a number; NULL where nobody knows, or where there are more rows than are counted: to look at them all could take as long as the table is. */
export function countSql(place: Place): string {
  const relation = relationOf(place);
  const rows = `SELECT count(*) FROM (SELECT FROM ${relation} LIMIT ${MOST_COUNTED + 1}) AS counted`;
  const few = (answer: string, ...more: readonly string[]): string =>
    `SELECT CASE WHEN ${[`(${rows}) <= ${MOST_COUNTED}`, ...more].join(" AND ")} THEN (${answer}) END AS number`;
  switch (place.kind) {
    case "table":
      return `SELECT (${rows}) AS number`;
    case "column":
      return few(`SELECT count(${quoteIdentifier(place.column)}) FROM ${relation}`);
    case "attributeIn":
      return few(
        `SELECT count((${quoteIdentifier(place.column)}).${quoteIdentifier(place.attribute)}) FROM ${relation}`,
      );
    case "enumValues": {
      const { column, values, array = false } = place;
      const held = `SELECT count(*) FROM ${relation} WHERE ${holdsOneOf(column, values, array)}`;
      return few(held, labelsThere(place));
    }
    case "sequence":
      // One that gave no number yet is made again as it is.
      return `SELECT CASE WHEN is_called OR last_value <> (SELECT seqstart FROM pg_sequence WHERE seqrelid = ${quoteString(relation)}::regclass) THEN nullif(last_value, 0) ELSE 0 END AS number FROM ${relation}`;
  }
}

/** A value by a name that it does not have yet would be found in no row. */
function labelsThere({ type, values }: Extract<Place, { readonly kind: "enumValues" }>): string {
  const labels = values.map(quoteString).join(", ");
  return `(SELECT count(*) FROM pg_enum WHERE enumtypid = to_regtype(${quoteString(quoteType(type))}) AND enumlabel IN (${labels})) = ${values.length}`;
}

/** Where each holder is; undefined where that cannot be said. */
export async function placesOf(
  connection: Connection,
  holders: readonly Holder[],
): Promise<readonly (readonly Place[] | undefined)[]> {
  const types = holders.flatMap((holder) => (holder.kind === "attribute" ? [quoteType(holder.type)] : []));
  const columns =
    types.length === 0 ? [] : await connection.query<TypeColumn>(COLUMNS, [[...new Set(types)]]);
  return holders.map((holder) => (holder.kind === "attribute" ? attributePlaces(holder, columns) : [holder]));
}

interface TypeColumn extends Record<string, unknown> {
  readonly type: string;
  readonly schema: string | null;
  readonly name: string | null;
  readonly column: string | null;
  readonly plain: boolean | null;
}

function attributePlaces(
  { type, attribute }: Extract<Holder, { readonly kind: "attribute" }>,
  columns: readonly TypeColumn[],
): readonly Place[] | undefined {
  const found = columns.filter((one) => one.type === quoteType(type));
  const places = found.map(({ schema, name, column, plain }): Place | undefined =>
    schema !== null && name !== null && column !== null && plain === true
      ? { kind: "attributeIn", table: { schema, name }, column, attribute }
      : undefined,
  );
  const known = places.filter((place) => place !== undefined);
  return known.length === places.length ? known : undefined;
}

/** A row for each column of the types; `plain` where its values are of the type itself, and not in an array, a domain or another type. A type that is not there has a row without anything. */
const COLUMNS = `
SELECT h.type, n.nspname AS schema, c.relname AS name, a.attname AS "column",
  a.atttypid = t.oid AND c.relkind IN ('r', 'p') AS plain
FROM unnest($1::text[]) AS h(type)
LEFT JOIN pg_type t ON t.oid = to_regtype(h.type)
LEFT JOIN pg_depend d ON d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.oid, t.typarray)
  AND (d.classid = 'pg_type'::regclass AND d.deptype = 'n' OR d.classid = 'pg_class'::regclass AND d.objsubid > 0)
LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE (t.oid IS NULL OR d.objid IS NOT NULL) AND (c.oid IS NULL OR c.relkind NOT IN ('v', 'm') AND a.attinhcount = 0)`;
