import { type SqlText, spelling } from "@limbeck/model";

import { quoteLiteral } from "../sql/literal.ts";

/** SQL text in a revision file; made by the `sql` tag. */
export interface Sql {
  readonly kind: "sql";
  readonly text: string;
}

/** A value that the `sql` tag writes as a literal. */
export type SqlValue = string | number | bigint | boolean | null;

/**
 * SQL text for a revision file: sql`now()`. What is put in with `${}` is written as a literal, another sql`…` as it is.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (Sql | SqlValue)[]): Sql {
  const parts = strings.map((text, at) => {
    const value = values[at];
    return value === undefined ? text : text + (isSql(value) ? value.text : quoteLiteral(value));
  });
  return { kind: "sql", text: parts.join("") };
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
