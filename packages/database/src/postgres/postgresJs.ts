import { clientTransforms } from "../errors.ts";
import { plainTypes, type SqlClient, type SqlQuery, type SqlResult } from "./client.ts";
import { parameterText } from "./parameterText.ts";

/** A client of postgres.js, as far as we use it: an application's own one, a reserved one, or that of a transaction. */
export interface PostgresJs {
  unsafe(text: string, values?: never[]): { raw(): PromiseLike<unknown> };
  typed(value: string | null, type: number): unknown;
  /** Absent where it is one session. */
  reserve?(): Promise<ReservedPostgresJs>;
}

interface ReservedPostgresJs extends PostgresJs {
  release(): void;
}

export function isPostgresJs(client: object): client is PostgresJs {
  return typeof client === "function" && "unsafe" in client && "typed" in client;
}

/** One session of such a client in the shape of `pg`'s, and how it is given back. Errors: `client-transforms`. */
export async function sessionOfPostgresJs(
  client: PostgresJs,
): Promise<{ readonly client: SqlClient; readonly close: () => Promise<void> }> {
  const reserved = await client.reserve?.();
  const close = (): Promise<void> => {
    reserved?.release();
    return Promise.resolve();
  };
  const session = reserved ?? client;
  if (await isPlain(session)) return { client: clientOn(session), close };
  await close();
  throw clientTransforms();
}

/** An application may have its names or rows changed on the way, and nothing arrives as the server says it. */
async function isPlain(session: PostgresJs): Promise<boolean> {
  const name = "limbeck_plain";
  const [{ rows } = { rows: [] }] = await ask(session, { text: `SELECT 'yes' AS ${name}` });
  return JSON.stringify(rows) === JSON.stringify([{ [name]: "yes" }]);
}

function clientOn(session: PostgresJs): SqlClient {
  return {
    // Drizzle hands texts over, and values beside them.
    query: async (query: SqlQuery | string, values?: unknown[]) => {
      const asked = typeof query === "string" ? { text: query } : query;
      const results = await ask(session, values === undefined ? asked : { ...asked, values });
      return results.length === 1 && results[0] !== undefined ? results[0] : results;
    },
    queryEach: (texts) => askEach(session, texts),
    // What the server remarks goes where the application has its client send it.
    on: () => undefined,
    off: () => undefined,
  };
}

/** The type that the server takes for none: with any other, the client would write the value in its own way. */
const UNKNOWN = 705;

async function ask(session: PostgresJs, query: SqlQuery): Promise<SqlResult[]> {
  const values = (query.values ?? []).map((value) => session.typed(parameterText(value), UNKNOWN));
  try {
    // As bytes: what the client makes of a value is a matter of its settings.
    const answer = (await session.unsafe(query.text, values as never[]).raw()) as RawResult | RawResult[];
    return (isResult(answer) ? [answer] : answer).map((raw) => resultOf(raw, query));
  } catch (error) {
    throw namedAsPg(error);
  }
}

interface RawResult extends ReadonlyArray<readonly (Uint8Array | null)[]> {
  readonly columns?: readonly { readonly name: string; readonly type: number }[] | null;
  readonly command: string | null;
  readonly count: number | null;
}

function isResult(answer: RawResult | RawResult[]): answer is RawResult {
  return "command" in answer;
}

function resultOf(raw: RawResult, { types = plainTypes, rowMode }: SqlQuery): SqlResult {
  const columns = raw.columns ?? [];
  const parsers = columns.map(({ type }) => types.getTypeParser(type, "text"));
  const rows = raw.map((row) =>
    row.map((value, at) => (value === null ? null : parsers[at]?.(Buffer.from(value).toString("utf8")))),
  );
  const named = (row: readonly unknown[]): object =>
    Object.fromEntries(columns.map(({ name }, at) => [name, row[at]]));
  return {
    rows: rowMode === "array" ? rows : rows.map(named),
    command: raw.command ?? "",
    rowCount: raw.count,
  };
}

const END = "limbeck_end";

/**
 * What each of several statements answers. The client takes those that answer no rows together with the one before, so that
 * behind each stands a question that shows where it ends.
 */
async function askEach(session: PostgresJs, texts: readonly string[]): Promise<SqlResult[]> {
  // The line break ends a comment that a statement may end in.
  const text = texts.map((one) => `${one}\n;\nSELECT 1 AS ${END}\n;\n`).join("");
  const answers: SqlResult[] = [];
  let last: SqlResult | undefined;
  for (const result of await ask(session, { text })) {
    const [row] = result.rows;
    if (typeof row === "object" && row !== null && END in row) {
      answers.push(last ?? { rows: [], command: "" });
      last = undefined;
    } else last = result;
  }
  return answers;
}

/** How the fields of a server's report are called there, and how `pg` calls them. */
const FIELDS = {
  schema_name: "schema",
  table_name: "table",
  column_name: "column",
  constraint_name: "constraint",
  "data type_name": "dataType",
} as const;

function namedAsPg(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return error;
  for (const [theirs, name] of Object.entries(FIELDS))
    if (theirs in error) Object.assign(error, { [name]: Reflect.get(error, theirs) as unknown });
  return error;
}
