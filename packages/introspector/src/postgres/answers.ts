import { commentQuestion, type CommentRow } from "./comment.ts";
import { type Namespace } from "@limbeck/model";
import { defaultNamespaceQuestion } from "./namespace.ts";
import { quoteString } from "@limbeck/operations";
import { type Reader } from "./reader.ts";
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
    ...Object.entries(readers).map(([part, reader]) => [part, reader.question(scope)]),
    ["comments", commentQuestion],
    ["defaultNamespace", defaultNamespaceQuestion],
    ["unmodelled", unmodelledQuestion(scope)],
  ] as const;
  const answers = questions.map(
    ([part = "", question = ""]) =>
      `${quoteString(part)}, (SELECT coalesce(json_agg(q), '[]') FROM (${question}) q)`,
  );
  return `${scopeQueries(scope)}\nSELECT json_build_object(\n${answers.join(",\n")}\n)::text AS answer`;
}

/** The answer of `catalogStatement`. Each question names its columns like the keys of its row, which is all there is to check. */
export function parseAnswers(text: string): Answers {
  return JSON.parse(text) as Answers;
}
