import { type Column } from "@limbeck/model";

/** A NOT NULL that says something, which PostgreSQL 18 keeps as a constraint. */
export interface NotNullRow {
  /** Null where the server chose it. */
  readonly name: string | null;
  readonly notValid: boolean;
  readonly noInherit: boolean;
}

/** The server's own choice: `table_column_not_null` after names that may have changed since, with a number where it was taken. */
const chosen = (alias: string): string => `${alias}.conname !~ '_not_null[0-9]*$'`;

export const NOT_NULL = `CASE WHEN k.oid IS NOT NULL THEN json_build_object('name', CASE WHEN ${chosen("k")} THEN k.conname END,
        'notValid', NOT k.convalidated, 'noInherit', k.connoinherit) END`;

/** Those that say something. */
export const NOT_NULLS = `LEFT JOIN pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey[1] = a.attnum
      AND (${chosen("k")} OR NOT k.convalidated OR k.connoinherit)`;

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
