import { commentQuestion, type CommentRow } from "./comment.ts";
import { type Namespace } from "@limbeck/model";
import { defaultNamespaceQuestion } from "./namespace.ts";
import { quoteString } from "@limbeck/operations";
import { type Question, type Reader } from "./reader.ts";
import { schemaReaders, tableReaders } from "./readers.ts";
import { type Scope, scopeQueries } from "./scope.ts";
import { unmodelledQuestion, type UnmodelledRow } from "./unmodelled.ts";

const readers = { ...schemaReaders, ...tableReaders };

type Readers = typeof readers;
type RowOf<R> = R extends Reader<infer Row, unknown> ? Row : never;

/** The rows that answer each reader's question, and the rest of what the catalog is asked. */
export type Answers = { readonly [Part in keyof Readers]: readonly RowOf<Readers[Part]>[] } & {
  readonly comments: readonly CommentRow[];
  /** One at most. */
  readonly defaultNamespace: readonly Required<Namespace>[];
  readonly unmodelled: readonly UnmodelledRow[];
};

/** All questions as one statement that answers with one JSON text: one round trip, whatever the number of tables. */
export function catalogStatement(scope: Scope): string {
  const questions = [
    ...Object.entries(readers).map(([part, reader]): [string, Question<never>] => [
      part,
      reader.question(scope),
    ]),
    ["comments", commentQuestion],
    ["defaultNamespace", defaultNamespaceQuestion],
    ["unmodelled", unmodelledQuestion(scope)],
  ] as const;
  const answers = questions.map(([part, question]) => `${quoteString(part)}, ${answerTo(question)}`);
  return `${scopeQueries(scope)}\nSELECT json_build_object(\n${answers.join(",\n")}\n)::text AS answer`;
}

/** Each column as one list: in a list of rows every value would come with its key, and the server look up its type anew. */
function answerTo({ columns, from }: Question<never>): string {
  const values = Object.entries(columns).map(([key, expression]) => `${expression} AS "${key}"`);
  const lists = Object.keys(columns).map((key) => `'${key}', json_agg(q."${key}")`);
  return `(SELECT json_build_object(${lists.join(", ")}) FROM (SELECT ${values.join(", ")} ${from}) q)`;
}

/** A part as its lists, null where there are no rows. */
type Lists = Readonly<Record<string, readonly unknown[] | null>>;

/** The answer of `catalogStatement`: each question names its columns like the keys of its row. */
export function parseAnswers(text: string): Answers {
  const parts = Object.entries(JSON.parse(text) as Readonly<Record<string, Lists>>);
  return Object.fromEntries(parts.map(([part, lists]) => [part, rowsOf(lists)])) as Answers;
}

/** A loop, because there are as many rows as there are columns in a database. */
function rowsOf(lists: Lists): readonly unknown[] {
  const columns = Object.entries(lists);
  const count = columns[0]?.[1]?.length ?? 0;
  const blank = Object.fromEntries(columns.map(([key]): [string, unknown] => [key, null]));
  const rows: Record<string, unknown>[] = [];
  for (let at = 0; at < count; at += 1) {
    // A copy has room for all keys from the start.
    const row = { ...blank };
    for (const [key, values] of columns) row[key] = values?.[at];
    rows.push(row);
  }
  return rows;
}
