import {
  type Column,
  type Default,
  type Generated,
  type Identity,
  type SequenceOptions,
  type SerialDefault,
  spelling,
  type SqlText,
} from "@limbeck/model";

import { both, type FieldsOf, type Lacks, parts, sqliteOnly, unneeded, unneededSince } from "./answer.ts";
import { postgresDefault } from "./postgresCalls.ts";

// `{ start: "1000" }` decides which numbers rows get, so it is no matter of how things are kept.
const counting: Lacks<string | true> = () => "sequence options (start, step, limits, cycle)";
const otherwise = { sqlite: counting } as const;

const sequenceOptions = {
  increment: otherwise,
  min: otherwise,
  max: otherwise,
  start: otherwise,
  cache: unneeded,
  cycle: otherwise,
} satisfies FieldsOf<SequenceOptions>;

const identity = {
  mode: both,
  sequence: unneeded,
  options: parts(sequenceOptions),
  comment: unneeded,
} satisfies FieldsOf<Identity>;

/** Collations that come with PostgreSQL, and those that stand in a schema. Any other name may be that of an application's own. */
const POSTGRES_COLLATION =
  /"\."|^"(?:C|POSIX|default|ucs_basic|unicode|pg_.*|.*-x-icu|[a-z]{2,3}_[A-Z]{2}\b.*)"$/;

/** One of PostgreSQL may be called "nocase"; where it is not, the server says so. */
export const collation = {
  sqlite: (name: string) => (POSTGRES_COLLATION.test(name) ? `collation ${name}` : undefined),
} as const;

export const column = {
  name: both,
  type: {
    sqlite: (type: SqlText) => ((type.canonical ?? type.written ?? "").endsWith("[]") ? "arrays" : undefined),
    postgres: (type: SqlText) => (spelling(type) === "" ? "columns without a type" : undefined),
  },
  collation,
  nullable: both,
  notNullOnConflict: sqliteOnly("ON CONFLICT in a table"),
  notNullName: both,
  notNullNotValid: unneededSince(18, "NOT NULL NOT VALID"),
  notNullNoInherit: unneededSince(18, "NOT NULL NO INHERIT"),
  default: { sqlite: defaultLacks },
  identity: parts(identity),
  generated: {
    since: { major: 18, things: "virtual generated columns", of: ({ stored }: Generated) => !stored },
  },
  storage: unneeded,
  compression: unneeded,
  statistics: unneeded,
  options: unneeded,
  comment: unneeded,
} satisfies FieldsOf<Column>;

/** A default is one of three kinds; only that of a sequence has parts. */
function defaultLacks(value: Default): string | undefined {
  if (value.kind === "expression") return postgresDefault(value);
  const { options = {} }: Partial<SerialDefault> = value.kind === "serial" ? value : {};
  return Object.keys(options).some((option) => option !== "cache") ? counting("") : undefined;
}
