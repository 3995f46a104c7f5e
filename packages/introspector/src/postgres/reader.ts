import { foundName, type QualifiedName } from "@limbeck/model";
import { type Context } from "./context.ts";
import { type Scope } from "./scope.ts";

/** A SELECT over `ns`, `tables` and the others of `scopeQueries`. */
export interface Question<Row> {
  /** What stands for each key of a row. */
  readonly columns: Readonly<Record<keyof Row & string, string>>;
  /** All that follows: what the columns are of, and what rows there are. */
  readonly from: string;
}

/** One question to the catalog, and how a row of the answer becomes a noun of the model. */
export interface Reader<Row, Noun> {
  question(scope: Scope): Question<Row>;
  /** Undefined where the row is not a noun of its own, such as the sequence of a serial column. */
  read(row: Row, context: Context): Noun | undefined;
}

/** A row of something that lives in a namespace. */
export interface NamedRow {
  readonly oid: number;
  readonly schema: string | null;
  readonly name: string;
}

/** A row of something that lives in a table; `table` is its oid. */
export interface TableRow {
  readonly table: number;
}

/** A function that something else names: one of the user's that is called like one of the server's own keeps its schema. */
export function calledRoutine({ schema, name }: { schema?: string | null; name: string }): QualifiedName {
  return schema === "" ? foundName("routine", { name }) : qualifiedName({ schema: schema ?? null, name });
}

export function qualifiedName({ schema, name }: Omit<NamedRow, "oid">): QualifiedName {
  return schema === null ? { name } : { schema, name };
}
