import { type QualifiedName, type View, viewOptions } from "@limbeck/model";

import { defined } from "./defined.ts";
import { index, type IndexInput, indexInput } from "./indexInput.ts";
import { type Sql, sqlInput, sqlText } from "./sqlInput.ts";

export interface ViewInput {
  /** SQLite: the names of its columns, where the SELECT does not say them. */
  readonly columnNames?: readonly string[];
  /** The SELECT, without a semicolon. */
  readonly as: Sql;
  /** `{ security_invoker: "true", check_option: "local" }` */
  readonly with?: Readonly<Record<string, string>>;
  readonly comment?: string;
  /** By the names of the columns. */
  readonly columnComments?: Readonly<Record<string, string>>;
}

export interface MaterializedViewInput extends ViewInput {
  /** Access method. Absent: that of the database. */
  readonly using?: string;
  readonly tablespace?: string;
  /** Leaves it empty until it is refreshed. */
  readonly withNoData?: true;
  readonly indexes?: readonly IndexInput[];
}

export function view(
  name: QualifiedName,
  { as, with: options, columnNames, comment, columnComments }: ViewInput,
): View {
  return defined({
    ...name,
    columnNames,
    query: sqlText(as),
    ...viewOptions(options ?? {}),
    comment,
    columnComments,
  });
}

export function viewInput({ query, options, columnNames, comment, columnComments }: View): ViewInput {
  return defined({ columnNames, as: sqlInput(query), with: options, comment, columnComments });
}

export function materializedView(
  name: QualifiedName,
  { using, tablespace, withNoData, indexes, ...rest }: MaterializedViewInput,
): View {
  return defined({
    ...view(name, rest),
    materialized: true as const,
    method: using,
    tablespace,
    withNoData,
    indexes: (indexes ?? []).map(index),
  });
}

export function materializedViewInput(item: View): MaterializedViewInput {
  const { method, tablespace, withNoData, indexes = [] } = item;
  return defined({
    ...viewInput(item),
    using: method,
    tablespace,
    withNoData,
    indexes: indexes.length === 0 ? undefined : indexes.map(indexInput),
  });
}
