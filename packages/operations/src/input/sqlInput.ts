import { type Dialect, type SqlText, spelling } from "@limbeck/model";

import { quoteLiteral } from "../sql/literal.ts";
import { quoteLiteral as quoteSqliteLiteral } from "../sql/sqlite/literal.ts";

/** SQL text in a revision file; made by the `sql` tag. */
export interface Sql {
  readonly kind: "sql";
  readonly text: string;
  /** The text for SQLite, where literals put into it are written otherwise there. */
  readonly sqlite?: string;
}

/** A value that the `sql` tag writes as a literal. */
export type SqlValue = string | number | bigint | boolean | null;

/**
 * SQL text for a revision file: sql`now()`. What is put in with `${}` is written as a literal, another sql`…` as it is.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (Sql | SqlValue)[]): Sql {
  const join = (write: (value: Sql | SqlValue) => string): string =>
    strings
      .map((text, at) => {
        const value = values[at];
        return value === undefined ? text : text + write(value);
      })
      .join("");
  const text = join((value) => (isSql(value) ? value.text : quoteLiteral(value)));
  const sqlite = join((value) => (isSql(value) ? sqliteTextOf(value) : quoteSqliteLiteral(value)));
  return { kind: "sql", text, ...(sqlite === text ? {} : { sqlite }) };
}

const sqliteTextOf = ({ text, sqlite = text }: Sql): string => sqlite;

/** Data of a revision with each SQL text in it as the dialect writes it. */
export function sqlFor<T>(dialect: Dialect, data: T): T {
  return FOR[dialect](data);
}

const FOR = { postgres: (data) => data, sqlite: forSqlite } satisfies Record<Dialect, <T>(data: T) => T>;

function forSqlite<T>(data: T): T {
  if (Array.isArray(data)) return data.map(forSqlite) as T;
  if (isSql(data)) return { kind: "sql", text: sqliteTextOf(data) } as T;
  if (!isPlain(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, forSqlite<unknown>(value)]),
  ) as T;
}

export function isPlain(data: unknown): data is object {
  if (typeof data !== "object" || data === null) return false;
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Told by its shape: a revision may come with the `sql` of another copy of the package. */
export function isSql(value: unknown): value is Sql {
  return (
    typeof value === "object" && value !== null && "kind" in value && value.kind === "sql" && "text" in value
  );
}

export function sqlText(input: Sql): SqlText {
  return { written: input.text };
}

export function sqlInput(text: SqlText): Sql {
  return { kind: "sql", text: spelling(text) };
}
