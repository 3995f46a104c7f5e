import { canonicalType, type SqlText } from "@limbeck/model";

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

/** PostgreSQL's own names of types, for completion; any other text (an enum, a domain, `vector(3)`) is welcome too. */
export type TypeInput =
  Plain | `${Plain}[]` | `${Sized}(${number})` | `numeric(${number}, ${number})` | (string & {});

export function typeText(input: TypeInput): SqlText {
  const canonical = canonicalType(input);
  return canonical === undefined ? { written: input } : { written: input, canonical };
}

export function typeInput(type: SqlText): TypeInput {
  return typeSql(type);
}
