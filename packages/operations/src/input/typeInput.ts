import { canonicalType, type Column, spelling, splitCollation, type SqlText } from "@limbeck/model";

import { typeSql } from "../sql/type.ts";

type Sized =
  | "varchar"
  | "char"
  | "character varying"
  | "bit"
  | "varbit"
  | "timestamp"
  | "timestamptz"
  | "time"
  | "timetz";
type Plain =
  | "smallint"
  | "integer"
  | "bigint"
  | "serial"
  | "smallserial"
  | "bigserial"
  | "real"
  | "double precision"
  | "numeric"
  | "boolean"
  | "text"
  | "uuid"
  | "json"
  | "jsonb"
  | "bytea"
  | "date"
  | "interval"
  | "inet"
  | "cidr"
  | "macaddr"
  | "macaddr8"
  | "point"
  | "line"
  | "xml"
  | "tsvector"
  | Sized;

/**
 * PostgreSQL's own names of types, for completion; any other text (an enum, a domain, `vector(3)`) is welcome too. A collation
 * stands behind the type, as in SQL: `text COLLATE "C"`.
 */
export type TypeInput =
  Plain | `${Plain}[]` | `${Sized}(${number})` | `numeric(${number}, ${number})` | (string & {});

export function typeText(input: TypeInput): SqlText {
  const { type, collation } = splitCollation(input);
  const canonical = canonicalType(type);
  return collatedType({
    type: canonical === undefined ? { written: type } : { written: type, canonical },
    ...(collation === undefined ? {} : { collation }),
  });
}

export function typeInput(type: SqlText): TypeInput {
  return typeSql(type);
}

type Collated = Pick<Column, "type" | "collation">;

/** The type of a column with its collation in one text, as a change of the type says it. */
export function collatedType({ type, collation }: Collated): SqlText {
  if (collation === undefined) return type;
  return mapText(type, (text) => `${text} COLLATE ${collation}`);
}

/** What `collatedType` put together. */
export function plainType(text: SqlText): Collated {
  const { collation } = splitCollation(spelling(text));
  return collation === undefined
    ? { type: text }
    : { type: mapText(text, (side) => splitCollation(side).type), collation };
}

function mapText({ written, canonical }: SqlText, change: (text: string) => string): SqlText {
  return {
    ...(written === undefined ? {} : { written: change(written) }),
    ...(canonical === undefined ? {} : { canonical: change(canonical) }),
  };
}
