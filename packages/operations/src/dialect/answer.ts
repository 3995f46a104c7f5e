import { type Dialect } from "@limbeck/model";

/** Said, and without effect there: nothing that holds of rows, or of what may be put there, depends on it. */
export const PASSED = "passed";

/** The name of what a dialect has not; undefined for a value that it has. */
export type Lacks<V> = (value: V) => string | undefined;

/** What the dialects make of a field of the model. One that is not named has it. */
export type Answer<V> = Readonly<Partial<Record<Dialect, typeof PASSED | Lacks<V>>>> & {
  readonly since?: Release<V>;
};

/** The major of PostgreSQL that brought it (PostgreSQL manual, appendix E). */
export interface Release<V> {
  readonly major: number;
  readonly things: string;
  /** Which values are meant; absent: all. */
  readonly of?: (value: V) => boolean;
}

/** A field that is looked into: one part of the model, or a list of them. */
export interface Parts {
  readonly parts: Fields;
}

/** What is known of a part when only its fields are. */
export type Fields = Readonly<Record<string, Answer<never> | Parts>>;

/** An answer for every field of a part; one that the model gets does not compile until there is one. */
export type FieldsOf<T> = { readonly [F in keyof T]-?: Answer<Exclude<T[F], undefined>> | Parts };

/** Both dialects have it. */
export const both: Answer<unknown> = {};
/** PostgreSQL alone has it, and SQLite does without. */
export const unneeded: Answer<unknown> = { sqlite: PASSED };

/** SQLite has none of it. */
export function postgresOnly(things: string): Answer<unknown> {
  return { sqlite: () => things };
}

/** SQLite has none of it, and PostgreSQL only from a major on. */
export function postgresSince(major: number, things: string): Answer<unknown> {
  return { ...postgresOnly(things), since: { major, things } };
}

/** PostgreSQL has it from a major on, and SQLite does without. */
export function unneededSince(major: number, things: string): Answer<unknown> {
  return { ...unneeded, since: { major, things } };
}

/** PostgreSQL has none of it. */
export function sqliteOnly(things: string): Answer<unknown> {
  return { postgres: () => things };
}

export function parts(fields: Fields): Parts {
  return { parts: fields };
}

export function isParts(answer: Answer<never> | Parts): answer is Parts {
  return "parts" in answer;
}
