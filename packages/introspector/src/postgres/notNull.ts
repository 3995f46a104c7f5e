import { type Column } from "@limbeck/model";

/** A NOT NULL that says something, which PostgreSQL 18 keeps as a constraint. */
export interface NotNullRow {
  /** Null where the server chose it. */
  readonly name: string | null;
  readonly notValid: boolean;
  readonly noInherit: boolean;
}

/** The server's own choice: `table_column_not_null` after names that may have changed since, with a number where it was taken. */
const chosen = (alias: string): string => `rtrim(${alias}.conname, '0123456789') NOT LIKE '%\\_not\\_null'`;

/** Those that say something, looked up once: nearly every NOT NULL has a constraint, and nearly none of these says anything. */
export const NOT_NULLS = `SELECT k.conrelid AS table, k.conkey[1] AS number, json_build_object('name', CASE WHEN ${chosen("k")} THEN k.conname END,
    'notValid', NOT k.convalidated, 'noInherit', k.connoinherit) AS says
  FROM pg_constraint k WHERE k.contype = 'n' AND (${chosen("k")} OR NOT k.convalidated OR k.connoinherit)`;

/** Where there are none. */
export const NO_NOT_NULLS = `SELECT NULL::oid AS table, NULL::int2 AS number, NULL::json AS says WHERE false`;

/** A condition: a column `a` of a partition has its NOT NULL otherwise than the column `p` of its table, under a name that somebody chose or NOT VALID. */
export const OWN_NOT_NULL = `EXISTS (SELECT FROM pg_constraint k
        LEFT JOIN pg_constraint o ON o.conrelid = p.attrelid AND o.contype = 'n' AND o.conkey[1] = p.attnum
        WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey[1] = a.attnum AND (NOT k.convalidated
          OR CASE WHEN ${chosen("k")} THEN k.conname END IS DISTINCT FROM CASE WHEN ${chosen("o")} THEN o.conname END))`;

export function notNullOf({ name, notValid, noInherit }: NotNullRow): Partial<Column> {
  return {
    ...(name === null ? {} : { notNullName: name }),
    ...(notValid ? { notNullNotValid: true } : {}),
    ...(noInherit ? { notNullNoInherit: true } : {}),
  };
}
